"""Write the bill of materials of the program (CycloneDX 1.6, JSON): `make sbom`.

It names what ships, not what builds: the parts that the About box names. After `make package` it also holds the
libraries of the system that the built program brings along.
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import UTC, datetime
from os import environ
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from dossier import __version__  # noqa: E402 - found through the line above
from dossier.case.parts import Part, parts  # noqa: E402 - the same

_NOT_FROM_PYPI = {"Python", "Noto fonts"}


def bill(found: dict[str, Part], from_system: set[str]) -> Bom:
    """The parts as components of the program; those of the system have no address in the Python package index."""
    factory = LicenseFactory()
    program = Component(
        name="dossier",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref="dossier",
        licenses=[factory.make_from_string("Apache-2.0")],
    )
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"dossier/{__version__}/{sys.platform}"))
    bom.metadata.component = program
    stamp = environ.get("SOURCE_DATE_EPOCH")
    bom.metadata.timestamp = datetime.fromtimestamp(int(stamp), UTC) if stamp else datetime.now(UTC)
    for part in found.values():
        package = part.name not in from_system | _NOT_FROM_PYPI
        component = Component(
            name=part.name,
            version=part.version or None,
            type=ComponentType.LIBRARY,
            bom_ref=f"{part.name}@{part.version}",
            purl=PackageURL("pypi", None, part.name.lower(), part.version) if package else None,
            licenses=[factory.make_from_string(part.licence)],
        )
        bom.components.add(component)
        bom.register_dependency(program, [component])
    return bom


def main() -> int:
    """Write `dist/dossier-VERSION-SYSTEM.cdx.json`; 1 when it is not valid."""
    listed = ROOT / "dist" / "dossier" / "_internal" / "system-parts.json"
    brought = json.loads(listed.read_text("utf-8")) if listed.is_file() else []
    by_name = {part.name: part for part in parts()}
    by_name |= {one["name"]: Part(one["name"], one["version"], one["licence"]) for one in brought}
    text = JsonV1Dot6(bill(by_name, {one["name"] for one in brought})).output_as_string(indent=1)
    errors = JsonStrictValidator(JsonV1Dot6(Bom()).schema_version).validate_str(text)
    if errors:
        print(errors, file=sys.stderr)
        return 1
    target = ROOT / "dist" / f"dossier-{__version__}-{sys.platform}.cdx.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(text + "\n", "utf-8")
    print(f"{target.relative_to(ROOT)}: {len(by_name)} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
