package dev.fleetledger.command.node;

import dev.fleetledger.schemas.node.Usage;

/**
 * A site as the deciders know it.
 *
 * @param number counted per fleet from 1
 * @param name unique on its node
 */
public record Site(long number, String name, Usage usage) {}
