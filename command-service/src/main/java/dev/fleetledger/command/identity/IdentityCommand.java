package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.Command;

/** What may be asked concerning who is known to a fleet. */
public sealed interface IdentityCommand extends Command
        permits UserCommand, SessionCommand, ApiKeyCommand, PlatformCommand {}
