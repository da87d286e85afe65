//! Outlines in, parts out.

mod constructs;
mod faults;
mod pages;
mod robust;
mod tables;

use crate::error::Result;
use crate::model::{Lang, Scrubber};

const HEAD: &str = "+++\ntitle = \"报告\"\n+++\n";

/// The text of a part.
fn part(outline: &str, name: &str) -> String {
    let parts = super::parts("x.md", outline).unwrap();
    let bytes = parts.into_iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("no {name}")).1;
    String::from_utf8(bytes).unwrap()
}

/// The blocks of a body below the usual head: what stands between the title and the page.
fn body(text: &str) -> String {
    let document = part(&format!("{HEAD}{text}"), "word/document.xml");
    let (_, rest) = document.split_once("<w:t xml:space=\"preserve\">报告</w:t></w:r></w:p>").unwrap();
    let (blocks, _) = rest.rsplit_once("<w:sectPr>").unwrap();
    short(blocks)
}

/// XML as one reads it: a line a paragraph, row and cell, without what they all have.
fn short(xml: &str) -> String {
    let mut text = xml.replace(" xml:space=\"preserve\"", "");
    for (long, short) in [
        ("<w:r><w:t>", "‹"),
        ("</w:t></w:r>", "›"),
        ("<w:pStyle w:val=\"", "<\""),
        ("<w:p>", "\np "),
        ("<w:pPr>", ""),
        ("</w:pPr>", " "),
        ("</w:p>", ""),
        ("<w:tbl>", "\ntbl "),
        ("<w:tr>", "\ntr "),
        ("<w:tc>", "\ntc "),
        ("</w:tbl>", "\n/tbl"),
        ("</w:tr>", ""),
        ("</w:tc>", ""),
        (" w:type=\"dxa\"", ""),
        (" w:val=", "="),
        ("w:", ""),
        ("<shd=\"clear\" color=\"auto\" fill=\"F2F2F2\"/>", "<shd/>"),
        ("<vAlign=\"center\"/>", ""),
        ("<cantSplit/>", ""),
        ("<trPr/>", ""),
        ("<trPr></trPr>", ""),
    ] {
        text = text.replace(long, short);
    }
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The lines of an error, all of them.
fn lines(result: Result<Vec<super::Part>>) -> Vec<String> {
    result.unwrap_err().lines(Lang::Zh, &Scrubber::default())
}
