package dev.fleetledger.drill;

/** The broker sleeps until commits under way have timed out. */
final class BrokerAsleep extends FaultUnderLoad {
    BrokerAsleep() {
        super(
                "BROKER_ASLEEP",
                "SIGSTOP of a broker until commits under way have timed out, then SIGCONT",
                Bounds.ofSeconds(15, 5));
    }

    @Override
    void inject(Trial trial) {
        var broker = trial.rig().brokers().broker(0);
        trial.excused(() -> {
            broker.pause();
            Waiting.pause(Instance.BROKER_TIMEOUT.plus(trial.hold().dividedBy(2)));
            broker.resume();
        });
        trial.pause();
    }
}
