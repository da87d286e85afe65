"""docxtpl over the template that `docx make` wrote for it: docx_peer.py TEMPLATE DATA OUT."""

import json
import sys

from docxtpl import DocxTemplate

template, data, out = sys.argv[1:]
document = DocxTemplate(template)
with open(data, encoding="utf-8") as file:
    document.render(json.load(file), autoescape=True)
document.save(out)
