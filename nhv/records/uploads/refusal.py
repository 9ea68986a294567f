"""Why a file is not received: what is told from more than one place."""

from nhv.rules.refusals import Refused


def damaged() -> Refused:
    """The file cannot be read as what it says that it is."""
    return Refused("file_damaged", "Filen är skadad. Öppna den, spara om den och försök igen.")


def two_in_one() -> Refused:
    """The file is of several kinds at once, or carries something after its end."""
    return Refused(
        "file_of_two_kinds",
        "Filen innehåller något mer än det den utger sig för. Öppna den, spara om den och försök igen.",
    )


def leads_astray(target: str) -> Refused:
    """A link in the file opens a file on another computer, or another program."""
    return Refused(
        "file_leads_astray",
        "Filen har en länk ({target}) som öppnar en fil på en annan dator eller ett annat program. Ta bort länken och "
        "spara på nytt, eller skriv ut till en ny PDF. Länkar till webbsidor och e-post kan vara kvar.",
        target=target,
    )


def fetches() -> Refused:
    """The file takes a picture or other content from elsewhere when it is opened."""
    return Refused(
        "file_fetches",
        "Filen hämtar en bild eller annat innehåll från en annan plats när den öppnas. Välj i Word Arkiv, Redigera "
        "länkar till filer, Bryt länk, och spara. Eller spara filen som PDF.",
    )


def swollen() -> Refused:
    """The file is unreasonably much when it is unpacked."""
    return Refused("file_swells", "Filen sväller orimligt när den packas upp. Öppna den, spara om den och försök igen.")


def not_as_named() -> Refused:
    """The end of the name tells of another content."""
    return Refused(
        "file_not_as_named",
        "Filens innehåll är något annat än namnet säger. Öppna den, spara om den och försök igen.",
    )


def too_large(most_bytes: int) -> Refused:
    """The file has more bytes than a file may have."""
    return Refused(
        "file_too_large",
        "Filen är större än {megabytes} MB. Dela den eller minska bilderna i den.",
        megabytes=most_bytes // 1_048_576,
    )
