"""Looks at the project from outside: the tests on each Python that is here, and what its libraries are known for.

``make pythons`` and ``make audit`` run it. A Python that is not here is left out by name;
`.venv/bin/nox -s tests-3.13 -- -k dates` runs some of the tests on one.
"""

import nox

nox.options.default_venv_backend = "uv|virtualenv"
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
SHIPPED = ("requirements.txt", "requirements-pictures.txt", "requirements-documents.txt", "requirements-geoparser.txt")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Install the pins as they are, which shows that they fit, then run all that needs no browser."""
    session.install("-r", "requirements-test.txt")
    session.install("--no-deps", "-r", "requirements-geoparser.txt")
    session.run("python", "-m", "pytest", "-n", "2", "--dist", "worksteal", "-k", "not browser", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Known vulnerabilities of the pins, and the bill of materials of the environment as ``dist/sbom.cdx.json``.

    A pin of which the registry says nothing is a fault too: nothing is called sound that was not looked at.
    """
    session.install("-r", "requirements-audit.txt")
    session.run("mkdir", "-p", "dist", external=True)
    session.run(
        "cyclonedx-py",
        "environment",
        ".venv",
        "--pyproject",
        "pyproject.toml",
        "--of",
        "JSON",
        "-o",
        "dist/sbom.cdx.json",
    )
    pins = [word for name in SHIPPED for word in ("-r", name)]
    session.run("pip-audit", *pins, "--disable-pip", "--no-deps", "--desc", "on", "--strict")
