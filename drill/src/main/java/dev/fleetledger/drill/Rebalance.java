package dev.fleetledger.drill;

/** Another instance joins, then leaves again in an orderly way. */
final class Rebalance extends FaultUnderLoad {
    Rebalance() {
        super("REBALANCE", "another instance joins, then leaves again", Bounds.ofSeconds(2, 2));
    }

    @Override
    void inject(Trial trial) {
        var another = trial.rig().launch();
        trial.pause();
        trial.pause();
        another.process().terminate();
        trial.rig().forget(another);
        trial.pause();
    }
}
