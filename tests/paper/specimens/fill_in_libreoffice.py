"""Fill in the empty form as a person does in LibreOffice, and save it as .docx.

    /usr/bin/python3 tests/paper/specimens/fill_in_libreoffice.py /where/empty.docx /where/filled.docx

Needs Debian's libreoffice-writer-nogui and python3-uno, hence the system's Python. The paths are whole paths.
"""

import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

PIPE = "uno:pipe,name=nhv-form;urp"


def main(source: str, target: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"--accept={PIPE[4:]};", f"-env:UserInstallation=file://{profile}"]
        )
        context = connected()
        service = context.ServiceManager.createInstanceWithContext
        desktop = service("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (named("Hidden", True),))
        fill_in(document, service("com.sun.star.frame.DispatchHelper", context))
        document.storeToURL(f"file://{target}", (named("FilterName", "Office Open XML Text"),))
        document.close(True)
        desktop.terminate()
        office.wait(20)


def connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            return resolver.resolve(f"{PIPE};StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not start")


def named(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def fill_in(document, dispatcher):
    controller = document.CurrentController

    def do(command, *arguments):
        dispatcher.executeDispatch(controller.Frame, f".uno:{command}", "", 0, arguments)

    def type_over(what, *lines):
        """Select the first such text and type, with the Return key between the lines."""
        search = document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = what, True
        controller.select(document.findFirst(search))
        for place, line in enumerate(lines):
            if place:
                do("InsertPara")
            do("InsertText", named("Text", line))

    type_over("Välj eller skriv ett datum", "14 november 2025")
    type_over("Välj eller skriv ett datum", "2026-01-01")
    type_over("Välj", "Ja")
    type_over("Skriv svaret här", "Första stycket.", "Andra stycket, efter Retur.")
    type_over("Skriv ett tal", "12,5")
    type_over("Skriv en roll", "Kurator")
    type_over("Skriv ett tal", "3")
    tables = [document.TextTables.getByIndex(place) for place in range(document.TextTables.Count)]
    roles = next(table for table in tables if table.getCellByName("A1").String == "Roll")
    roles.Rows.insertByIndex(roles.Rows.Count, 1)
    roles.getCellByName(f"A{roles.Rows.Count}").String = "Dietist"
    roles.getCellByName(f"B{roles.Rows.Count}").String = "2"


if __name__ == "__main__":
    main(*sys.argv[1:])
