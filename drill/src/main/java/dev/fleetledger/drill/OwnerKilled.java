package dev.fleetledger.drill;

/** An owner dies; another instance is started in its place later. */
final class OwnerKilled extends FaultUnderLoad {
    OwnerKilled() {
        super("OWNER_KILLED", "SIGKILL of an owner, then another in its place", Bounds.ofSeconds(10, 5));
    }

    @Override
    public boolean alsoReplicated() {
        return true;
    }

    @Override
    void inject(Trial trial) {
        var victim = trial.rig().ownerOf(Rig.fleets().getFirst());
        victim.process().kill();
        trial.rig().forget(victim);
        trial.pause();
        trial.rig().launch();
        trial.pause();
    }
}
