package dev.fleetledger.schemas.event;

/** Facts about who may do what. */
public sealed interface IdentityEvent extends FleetEvent
        permits UserEvent, SessionEvent, ApiKeyEvent, SigningKeyEvent {}
