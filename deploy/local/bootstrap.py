"""Sets up .venv with what is needed: `python3 deploy/local/bootstrap.py local` (or `dev`).

Runs under whatever `python3` the system has, even one too old for Vitae, and then says so or finds
a newer one: the syntax of this one file is kept plain for that. The work is in environment.py.
"""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# The script's own folder has modules named like others' (nats): it must not be searched.
sys.path[0] = ROOT

OLDEST = (3, 11)
NEWEST = (3, 14)  # the newest that every pinned package has a wheel for
PROBE = "import sys, venv, ensurepip; print(sys.version_info[1])"


def fits(version):
    return OLDEST <= tuple(version[:2]) <= NEWEST


def has_venv():
    try:
        import ensurepip
        import venv
    except ImportError:
        return False
    return bool(ensurepip and venv)


def works(program):
    """Whether `program` starts and can make environments; a version manager's stand-in may do
    neither.
    """
    try:
        process = subprocess.Popen(
            [program, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        output = process.communicate()[0]
    except OSError:
        return False
    return process.returncode == 0 and output.strip().isdigit()


def other_interpreter():
    """A suitable interpreter elsewhere on PATH, or None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
            program = os.path.join(folder, "python3.%d" % minor)
            if os.access(program, os.X_OK) and works(program):
                return program
    return None


def advice():
    """One line for a system on which nothing suits."""
    version = "%d.%d" % sys.version_info[:2]
    if sys.version_info[:2] < OLDEST:
        return (
            "Vitae needs Python %d.%d or newer; python3 here is %s and no newer one is on PATH."
            % (OLDEST + (version,))
        )
    return (
        "This Python %s can't make virtual environments: install its venv package "
        "(Debian and Ubuntu: `apt install python%s-venv`), then run this again."
        % (version, version)
    )


def main(arguments):
    if not (fits(sys.version_info) and has_venv()):
        program = other_interpreter()
        if program is not None:
            os.execv(program, [program, os.path.abspath(__file__)] + arguments)
        if sys.version_info[:2] < OLDEST or not has_venv():
            sys.stderr.write(advice() + "\n")
            return 1
    from deploy.local import environment

    return environment.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
