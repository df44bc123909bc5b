package dev.fleetledger.domain.power;

/**
 * A socket where it is.
 *
 * @param pdu that it is part of
 */
public record Outlet(Pdu pdu, Socket socket) {}
