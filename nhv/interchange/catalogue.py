"""The catalogue of what is published, as a data portal harvests it: DCAT-AP-SE 3.0.1 in RDF/XML.

Every node has an absolute address, so that two harvests are the same graph; there are no blank nodes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "rdf": RDF,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "dcatap": "http://data.europa.eu/r5r/",
    "adms": "http://www.w3.org/ns/adms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
LANGUAGES = {"sv": f"{AUTHORITY}/language/SWE", "en": f"{AUTHORITY}/language/ENG"}
PUBLISHER_KIND = "http://purl.org/adms/publishertype/NationalAuthority"
DATE = f"{NAMESPACES['xsd']}date"


@dataclass(frozen=True)
class Publisher:
    """Who answers for what is published. `number` is the ten digits of the organisation, `email` a function's."""

    name: str
    number: str
    email: str

    @property
    def iri(self) -> str:
        return f"http://dataportal.se/organisation/SE{self.number}"


@dataclass(frozen=True)
class Text:
    """A text in both languages."""

    sv: str
    en: str


@dataclass(frozen=True)
class Distribution:
    """One way to take a dataset: its path here, its media type."""

    key: str
    title: Text
    path: str
    media_type: str


@dataclass(frozen=True)
class Dataset:
    """What is published: since when, when it was last changed, and every way to take it."""

    key: str
    title: Text
    description: Text
    keywords: Sequence[Text]
    page: str
    issued: date
    modified: date
    distributions: Sequence[Distribution]


@dataclass(frozen=True)
class Service:
    """An API that serves datasets, and the path of its description."""

    key: str
    title: Text
    description: Text
    path: str
    described_at: str
    media_type: str
    serves: Sequence[str]


@dataclass(frozen=True)
class Catalogue:
    """All that is published at one address, by one publisher."""

    base: str
    publisher: Publisher
    datasets: Sequence[Dataset]
    services: Sequence[Service]

    @property
    def iri(self) -> str:
        return f"{self.base}/datasets/dcat"

    def iri_of(self, key: str) -> str:
        return f"{self.iri}#{key}"

    def as_rdf(self) -> bytes:
        """RDF/XML in UTF-8, the same bytes for the same content."""
        root = etree.Element(f"{{{RDF}}}RDF", nsmap=NAMESPACES)
        _catalogue(root, self)
        _publisher(root, self.publisher)
        _contact(root, self)
        for dataset in self.datasets:
            _dataset(root, self, dataset)
            for distribution in dataset.distributions:
                _distribution(root, self, dataset, distribution)
        for service in self.services:
            _service(root, self, service)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _catalogue(root: etree._Element, catalogue: Catalogue) -> None:
    node = _node(root, "dcat:Catalog", catalogue.iri)
    _text(node, "dcterms:title", Text("Nationell högspecialiserad vård", "National highly specialised care"))
    _text(
        node,
        "dcterms:description",
        Text(
            "Register över nationell högspecialiserad vård: områden, tillstånd, utlysningar och uppföljning.",
            "The register of national highly specialised care in Sweden: areas, permits, calls and follow-up.",
        ),
    )
    _links(node, "dcterms:language", LANGUAGES.values())
    _dates(node, min(one.issued for one in catalogue.datasets), max(one.modified for one in catalogue.datasets))
    _links(node, "dcterms:publisher", [catalogue.publisher.iri])
    _links(node, "dcterms:license", [CC0])
    _links(node, "foaf:homepage", [f"{catalogue.base}/"])
    _links(node, "dcat:themeTaxonomy", [f"{AUTHORITY}/data-theme"])
    _links(node, "dcat:dataset", (catalogue.iri_of(one.key) for one in catalogue.datasets))
    _links(node, "dcat:service", (catalogue.iri_of(one.key) for one in catalogue.services))


def _publisher(root: etree._Element, publisher: Publisher) -> None:
    node = _node(root, "foaf:Agent", publisher.iri)
    _literal(node, "foaf:name", publisher.name)
    _literal(node, "dcterms:identifier", f"SE{publisher.number}")
    _links(node, "dcterms:type", [PUBLISHER_KIND])


def _contact(root: etree._Element, catalogue: Catalogue) -> None:
    """Never the publisher's own address: a portal would take the two for one."""
    node = _node(root, "vcard:Organization", catalogue.iri_of("kontakt"))
    _literal(node, "vcard:fn", catalogue.publisher.name)
    _links(node, "vcard:hasEmail", [f"mailto:{catalogue.publisher.email}"])


def _dataset(root: etree._Element, catalogue: Catalogue, dataset: Dataset) -> None:
    iri = catalogue.iri_of(dataset.key)
    node = _node(root, "dcat:Dataset", iri)
    _text(node, "dcterms:title", dataset.title)
    _text(node, "dcterms:description", dataset.description)
    for keyword in dataset.keywords:
        _text(node, "dcat:keyword", keyword)
    _literal(node, "dcterms:identifier", f"urn:uuid:{uuid5(NAMESPACE_URL, iri)}")
    _dates(node, dataset.issued, dataset.modified)
    _links(node, "dcterms:language", LANGUAGES.values())
    _links(node, "dcterms:publisher", [catalogue.publisher.iri])
    _links(node, "dcat:contactPoint", [catalogue.iri_of("kontakt")])
    _links(node, "dcat:theme", [f"{AUTHORITY}/data-theme/HEAL"])
    _links(node, "dcterms:accessRights", [f"{AUTHORITY}/access-right/PUBLIC"])
    _links(node, "dcterms:spatial", [f"{AUTHORITY}/country/SWE"])
    _links(node, "dcat:landingPage", [f"{catalogue.base}{dataset.page}"])
    _links(node, "dcat:distribution", (catalogue.iri_of(one.key) for one in dataset.distributions))


def _distribution(root: etree._Element, catalogue: Catalogue, dataset: Dataset, one: Distribution) -> None:
    node = _node(root, "dcat:Distribution", catalogue.iri_of(one.key))
    _text(node, "dcterms:title", one.title)
    _links(node, "dcat:accessURL", [f"{catalogue.base}{one.path}"])
    _links(node, "dcat:downloadURL", [f"{catalogue.base}{one.path}"])
    _literal(node, "dcterms:format", one.media_type)
    _links(node, "dcterms:license", [CC0])
    _links(node, "dcatap:availability", [f"{AUTHORITY}/planned-availability/AVAILABLE"])
    _dates(node, dataset.issued, dataset.modified)


def _service(root: etree._Element, catalogue: Catalogue, service: Service) -> None:
    node = _node(root, "dcat:DataService", catalogue.iri_of(service.key))
    _text(node, "dcterms:title", service.title)
    _text(node, "dcterms:description", service.description)
    _links(node, "dcat:endpointURL", [f"{catalogue.base}{service.path}"])
    _links(node, "dcat:endpointDescription", [f"{catalogue.base}{service.described_at}"])
    _literal(node, "dcterms:format", service.media_type)
    _links(node, "dcterms:license", [CC0])
    _links(node, "dcterms:publisher", [catalogue.publisher.iri])
    _links(node, "dcat:contactPoint", [catalogue.iri_of("kontakt")])
    _links(node, "dcterms:accessRights", [f"{AUTHORITY}/access-right/PUBLIC"])
    _links(node, "dcat:servesDataset", (catalogue.iri_of(key) for key in service.serves))


def _node(root: etree._Element, kind: str, iri: str) -> etree._Element:
    return etree.SubElement(root, _name(kind), {f"{{{RDF}}}about": iri})


def _text(node: etree._Element, name: str, text: Text) -> None:
    for language in ("sv", "en"):
        child = etree.SubElement(node, _name(name), {"{http://www.w3.org/XML/1998/namespace}lang": language})
        child.text = getattr(text, language)


def _literal(node: etree._Element, name: str, value: str) -> None:
    etree.SubElement(node, _name(name)).text = value


def _dates(node: etree._Element, issued: date, modified: date) -> None:
    for name, day in (("dcterms:issued", issued), ("dcterms:modified", modified)):
        etree.SubElement(node, _name(name), {f"{{{RDF}}}datatype": DATE}).text = day.isoformat()


def _links(node: etree._Element, name: str, iris: Iterable[str]) -> None:
    for iri in iris:
        etree.SubElement(node, _name(name), {f"{{{RDF}}}resource": iri})


def _name(short: str) -> str:
    prefix, _colon, name = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"
