"""A small library with districts, schools and people of all the kinds that names can be read."""

from pathlib import Path

from fakes import WordHashEmbeddings

from core.settings import Settings
from ingest.run import ingest
from library.library import Library

CATALOG = """documents:
  - {id: plan, title: Plan, kind: policy, publisher: P, read: whole, year: 2020,
     districts: [Pasadena], filename: plan.md}
districts:
  - {name: Antioch, aliases: [Antioch Unified]}
  - {name: Gallup-McKinley (New Mexico), aliases: [Gallup]}
  - {name: Long Beach, aliases: [Long Beach Unified, LBUSD]}
  - {name: Los Angeles, aliases: [Los Angeles Unified, LAUSD, LA Unified, L.A., LA]}
  - {name: Pasadena, aliases: [Pasadena Unified, PUSD]}
  - {name: Porterville, aliases: [Porterville Unified, PUSD]}
  - {name: Sacramento City, aliases: [Sacramento, Sac City, Sac, SCUSD]}
schools:
  - {name: Dozier-Libbey Medical High School, district: Antioch,
     aliases: [Dozier-Libbey, Dozier Libbey, DLMHS]}
  - {name: Harmony Magnet Academy, district: Porterville, aliases: [Harmony]}
  - {name: Hiram Johnson High School, district: Sacramento City, aliases: [Hiram Johnson]}
  - {name: John Muir High School, district: Pasadena, aliases: [Muir, Muir High]}
people:
  - {name: Cynthia Brown, district: Porterville, role: director, aliases: []}
  - {name: Erik Rice, role: author, aliases: [Rice]}
  - {name: Ann Lee, role: author, aliases: [Lee]}
  - {name: Paul Stern, role: author, aliases: []}
  - {name: David Stern, role: author, aliases: []}
  - {name: Sue Stockton, role: author, aliases: [Stockton]}
organisations:
  - {name: ConnectEd, aliases: []}
  - {name: California State University, aliases: [CSU, Cal State]}
"""
PLAN = """# Plan

Pasadena opened two pathways at Muir in 2012. LAUSD, or LA for short, and Sacramento opened one.
CSU admits their graduates, and PD is paid by the state. A CPA has its own teachers.
Antioch hires a superintendent.
Sue Stockton writes about Porterville and the mentors of Long Beach.
"""


def build_known_library(folder: Path) -> Library:
    """Write the catalogue and one document into a folder, and ingest them."""
    (folder / "catalog.yaml").write_text(CATALOG, "utf-8")
    (folder / "plan.md").write_text(PLAN, "utf-8")
    place = Settings(folder, folder / ".data", folder / "none.yaml")
    ingest([folder], place, WordHashEmbeddings())
    return Library(place.data_dir)
