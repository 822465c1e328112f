"""A storm over a running service: agents answer, figures are published, and everything is killed at random moments."""

import signal
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Event

from tests.chaos.agent import Agent
from tests.counted import expire_leases
from tests.service import Service, run_command, start_command

# A storm that has not done this much goes on, on a slow machine, but not for ever.
ENOUGH = Counter({"servers killed": 3, "publishers killed": 1, "answers cut": 1})
NO_LONGER = 90
MODULES = ("enjeux", "reseau", "actions", "dinum", "financement")
AGENTS = 6


@dataclass
class Storm:
    """One storm; its seed decides what is drawn, the machine decides when."""

    service: Service
    seed: int
    seconds: float
    agents: list[Agent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    began: float = 0

    def rage(self) -> None:
        """Let everything loose for the time given, then let agents finish what they began."""
        sending = Event()
        self.began = time.monotonic()
        self.service.start()
        workers: list[Callable[[Random], None]] = [
            *[lambda chance: self.learn(chance, sending)] * AGENTS,
            lambda chance: self.kill_the_service(chance, sending),
            lambda chance: self.kill_the_publisher(chance),
            lambda chance: self.publish_by_hand(chance, sending),
        ]
        with ThreadPoolExecutor(len(workers)) as pool:
            chances = [Random(f"{self.seed}-{at}") for at in range(len(workers))]  # noqa: S311 - to be run again
            futures: list[Future[None]] = [
                pool.submit(work, chance) for work, chance in zip(workers, chances, strict=True)
            ]
        for future in futures:
            future.result()

    def answers(self) -> int:
        """How many answers are acknowledged so far."""
        return sum(len(agent.acknowledged) for agent in self.agents)

    def done(self) -> Counter[str]:
        """What was done so far, in numbers."""
        cut = sum(agent.cut for agent in self.agents)
        return self.counts + Counter({"answers": self.answers(), "answers cut": cut})

    def over(self) -> bool:
        """True once the time given is spent, and spent on something."""
        spent = time.monotonic() - self.began
        return spent > self.seconds and (self.done() >= ENOUGH or spent > self.seconds + NO_LONGER)

    def learn(self, chance: Random, sending: Event) -> None:
        """One agent after another takes modules; the last module begun is finished after the storm."""
        while not self.over():
            agent = Agent(self.service.address, chance, sending).enter()
            self.agents.append(agent)
            for slug in chance.sample(MODULES, len(MODULES)):
                agent.take(slug)
                if self.over():
                    break

    def kill_the_service(self, chance: Random, sending: Event) -> None:
        """Kill the server between answers, during an answer, or while it starts; start it again."""
        while not self.over():
            if chance.random() < 0.15:
                time.sleep(chance.uniform(0, 1.5))
            else:
                wanted = self.answers() + chance.randint(1, 20)
                while self.answers() < wanted and not self.over():
                    time.sleep(0.005)
                sending.clear()
                sending.wait(1)
                # An answer takes a few milliseconds: before, in and after its transaction.
                time.sleep(chance.uniform(0, 0.03))
            self.service.kill()
            self.counts["servers killed"] += 1
            time.sleep(chance.uniform(0, 0.2))
            self.service.start()

    def kill_the_publisher(self, chance: Random) -> None:
        """Publish the figures again and again, most often killed on the way."""
        while not self.over():
            # Starting a publisher costs the machine more than publishing does.
            time.sleep(chance.uniform(0, 2))
            with start_command(self.service.database_url, "figures", "publish") as publisher:
                assert publisher.stderr is not None
                # The first words say that counting begins.
                publisher.stderr.readline()
                if chance.random() < 0.7:
                    time.sleep(chance.uniform(0, 0.15))
                    publisher.send_signal(signal.SIGKILL)
                complaint = publisher.communicate(timeout=120)[1]
            assert publisher.returncode in (0, -signal.SIGKILL), complaint
            self.counts["publishers killed"] += publisher.returncode != 0
            expire_leases(self.service.database_url)

    def publish_by_hand(self, chance: Random, sending: Event) -> None:
        """A visitor of the demonstration asks for the figures now and then, whatever else publishes them."""
        visitor = Agent(self.service.address, chance, sending)
        while not self.over():
            time.sleep(chance.uniform(0, 2))
            visitor.publish()
            self.counts["publications by hand"] += 1

    def settle(self) -> None:
        """Publish once more, whole."""
        expire_leases(self.service.database_url)
        run_command(self.service.database_url, "figures", "publish")
