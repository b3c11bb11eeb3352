"""Answers and conversations to take away: as Markdown, HTML or a Word document, every quotation with a footnote, and
with a record of the footnotes in it by which a stranger can verify them (see ``assistant.verifying``).

data = written(Exported(title, turns, library=…, made_at=…), Form.DOCX)
"""

from assistant.exporting.contents import Exported
from assistant.exporting.forms import Form, file_name, media_type, written

__all__ = ["Exported", "Form", "file_name", "media_type", "written"]
