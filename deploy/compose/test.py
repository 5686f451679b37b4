"""The system in containers, from nothing: `python -m deploy.compose.test`.

Builds the images, starts everything with two replicas of analysis under a name of its own, does the
main job through the gateway, kills a replica while it works, looks at the containers from inside
and outside, stops everything and leaves nothing behind. Exit status 0 if all of it held.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

import httpx

from deploy.compose import checks
from deploy.compose.engine import Deadline, Failed, expect, find
from deploy.compose.journey import Person
from deploy.compose.project import OURS, Project
from deploy.compose.resumes import name_of
from deploy.local.client import GatewayClient, Refused

LIMIT_SECONDS = 15 * 60.0
READY_SECONDS = 240.0
HEALTHY_SECONDS = 150.0
DONE_SECONDS = 240.0
PAUSE_SECONDS = 0.5
CONSUMERS = 5  # of a replica: with one more at work, each replica has one
JOBS = 12  # two more than two replicas take at once
ROUNDS = 3


class Run:
    """One test of one project, step by step."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.jobs = 0
        self.emails: list[str] = []

    def step(self, title: str, work: Callable[[], object]) -> None:
        """Do it, and say how it went."""
        began = time.monotonic()
        try:
            result = work()
        except BaseException:
            print(f"✗ {title} ({time.monotonic() - began:.1f} s)", flush=True)
            raise
        note = f": {result}" if result else ""
        print(f"✓ {title} ({time.monotonic() - began:.1f} s){note}", flush=True)

    def all(self) -> None:
        project = self.project
        self.step("The file is valid", self.validate)
        self.step("The images build", self.build)
        for line in checks.sizes(project):
            print(f"    {line}")
        self.step("Everything starts, with two replicas of analysis", self.start)
        self.step("The gateway finds everything ready", self.until_ready)
        self.step(
            "A resume ends in a profile and all that follows",
            lambda: self.with_person(self.main_job),
        )
        self.step("Jobs survive a replica's death", lambda: self.with_person(self.kill))
        self.step("Each was done once", lambda: checks.once(project, self.jobs))
        self.step("Health checks pass", self.until_healthy)
        self.step("Containers are confined", lambda: checks.hardening(project))
        self.step("Their processes find it so", lambda: checks.inside(project))
        self.step("The reader of documents is walled in", lambda: checks.sandbox(project))
        self.step("Networks are apart", lambda: checks.networks(project))
        self.step("Nothing leaks", self.leaks)
        print(f"    memory: {checks.memory(project)}")
        self.step("Processes end in order", self.stop)

    def validate(self) -> None:
        self.project.compose("config", "--quiet")

    def build(self) -> None:
        self.project.compose("build", seconds=LIMIT_SECONDS)

    def start(self) -> str:
        self.project.compose("up", "-d", "--no-build", "--scale", "analysis=2", seconds=300)
        expect(len(self.project.containers("analysis")) == 2, "there are not two replicas")
        return self.project.url

    def until_ready(self) -> None:
        end = time.monotonic() + self.project.deadline.left(READY_SECONDS)
        said = "no answer"
        while time.monotonic() < end:
            with suppress(httpx.HTTPError):
                answer = httpx.get(f"{self.project.url}/readyz", timeout=5, trust_env=False)
                said = answer.text
                if answer.is_success:
                    return
            time.sleep(PAUSE_SECONDS)
        raise Failed(f"not ready after {READY_SECONDS:.0f} s: {said}")

    def with_person(self, work: Callable[[Person], Awaitable[str]]) -> str:
        """What the work tells, done by a person registered for it."""

        async def run() -> str:
            async with GatewayClient(self.project.url) as client:
                person = Person(client, self.project.deadline)
                self.emails.append(person.email)
                await person.register()
                return await work(person)

        return asyncio.run(run())

    async def main_job(self, person: Person) -> str:
        job_id = await person.main_job()
        self.jobs += 1
        return await person.what_follows(job_id)

    async def kill(self, person: Person) -> str:
        """Kill a replica that has jobs in its hands. Again where they had just ended."""
        for number in range(ROUNDS):
            first = 1 + number * JOBS
            jobs = await person.submit_many(range(first, first + JOBS))
            await person.until_working(jobs, count=CONSUMERS + 1)
            victim = self.project.containers("analysis")[number % 2]
            await asyncio.to_thread(self.project.docker, "kill", victim)
            states = await person.until_done(jobs, DONE_SECONDS)
            await asyncio.to_thread(self.project.docker, "start", victim)
            for state in states:
                expect(state["status"] == "completed", f"a job ended otherwise: {state}")
                await person.check_profile(state["job_id"], jobs[state["job_id"]])
            self.jobs += len(jobs)
            if again := sum(state["attempts"] > 1 for state in states):
                return f"{len(jobs)} jobs, {again} taken over from the dead one"
        raise Failed(f"in {ROUNDS} rounds no job was in the hands of the replica that was killed")

    def until_healthy(self) -> str:
        """The engine runs the images' own checks every 30 s."""
        end = time.monotonic() + self.project.deadline.left(HEALTHY_SECONDS)
        while True:
            containers = [one for name in OURS for one in self.project.containers(name)]
            found = self.project.inspect(*containers)
            health = [container["State"]["Health"]["Status"] for container in found]
            if set(health) == {"healthy"}:
                return f"{len(health)} containers"
            expect(time.monotonic() < end, f"health after {HEALTHY_SECONDS:.0f} s: {health}")
            time.sleep(PAUSE_SECONDS)

    def leaks(self) -> str:
        people = [name_of(number) for number in range(JOBS + 1)]
        return checks.leaks(self.project, *self.emails, *people)

    def stop(self) -> str:
        self.project.compose("stop", "--timeout", "20", seconds=180)
        for service in OURS:
            for found in self.project.inspect(*self.project.containers(service)):
                code = found["State"]["ExitCode"]
                expect(code == 0, f"{service} ended with status {code} when told to stop")
        return "status 0"


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def run(limit: float) -> int:
    began = time.monotonic()
    deadline = Deadline(limit)
    engine = find(deadline)
    project = Project(engine, deadline)
    failure = ""
    try:
        Run(project).all()
    except (Failed, Refused, httpx.HTTPError, TimeoutError) as error:
        failure = f"{error or type(error).__name__}"
        print(project.last_words(), file=sys.stderr)
    except KeyboardInterrupt:
        failure = "interrupted"
    finally:
        left = project.tear_down()
    if left:
        failure = f"{failure}\nleft behind: {left}".strip()
    seconds = time.monotonic() - began
    print(f"\n{failure or 'All of it held.'}\n{seconds:.0f} s in all.", flush=True)
    return 1 if failure else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.compose.test", description=__doc__)
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds for all of it")
    limit: float = parser.parse_args().limit
    signal.signal(signal.SIGTERM, interrupted)
    try:
        return run(limit)
    except Failed as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
