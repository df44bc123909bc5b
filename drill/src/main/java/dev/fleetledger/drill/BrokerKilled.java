package dev.fleetledger.drill;

/** A broker dies and comes back. Only where it is the only one is it excused that nobody is served meanwhile. */
final class BrokerKilled extends FaultUnderLoad {
    BrokerKilled() {
        super("BROKER_KILLED", "SIGKILL of a broker, then its restart", Bounds.ofSeconds(15, 5));
    }

    @Override
    public boolean alsoReplicated() {
        return true;
    }

    @Override
    void inject(Trial trial) {
        if (trial.rig().brokers().size() == 1) {
            trial.excused(() -> killAndRestart(trial));
        } else {
            killAndRestart(trial);
        }
        trial.pause();
        trial.pause();
    }

    private static void killAndRestart(Trial trial) {
        trial.rig().brokers().broker(0).kill();
        trial.pause();
        trial.rig().brokers().restart(0);
    }
}
