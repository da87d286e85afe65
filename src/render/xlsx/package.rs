//! What the writer of workbooks leaves out of charts: the font of Chinese characters, and the language.
//!
//! It names only the font of Latin letters, so that a chart's Chinese would be in whatever the reader's office takes.

use std::io::{Cursor, Read, Seek, Write};

use rust_xlsxwriter::{Workbook, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

const CHARTS: &str = "xl/charts/chart";

/// The bytes of the workbook.
pub(crate) fn finish(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    let bytes = workbook.save_to_buffer()?;
    let mut archive = ZipArchive::new(Cursor::new(&bytes))?;
    if !has_charts(&archive) {
        return Ok(bytes);
    }
    let mut out = Cursor::new(Vec::with_capacity(bytes.len() + 1024));
    patched(&mut archive, &mut out)?;
    Ok(out.into_inner())
}

fn has_charts<R: Read + Seek>(archive: &ZipArchive<R>) -> bool {
    archive.file_names().flatten().any(|name| name.starts_with(CHARTS))
}

/// The package with its charts changed; all else is copied as it is, without being packed again.
fn patched<R: Read + Seek, W: Write + Seek>(archive: &mut ZipArchive<R>, out: W) -> Result<(), XlsxError> {
    let mut writer = ZipWriter::new(out);
    for index in 0..archive.len() {
        let mut file = archive.by_index_raw(index)?;
        let name = file.name()?.to_string();
        if !name.starts_with(CHARTS) {
            writer.raw_copy_file(file)?;
            continue;
        }
        drop(file);
        let mut xml = String::new();
        file = archive.by_index(index)?;
        file.read_to_string(&mut xml)?;
        writer.start_file(name, SimpleFileOptions::default().last_modified_time(DateTime::default()))?;
        writer.write_all(dressed(&xml).as_bytes())?;
    }
    writer.finish()?;
    Ok(())
}

/// The same font for Chinese as for Latin characters; the language is that of the readers.
fn dressed(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len() + 512);
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once("<a:latin ") {
        let Some((attributes, after)) = after.split_once("/>") else { break };
        out.push_str(before);
        out.push_str(&format!("<a:latin {attributes}/><a:ea {attributes}/>"));
        rest = after;
    }
    out.push_str(rest);
    out.replace("<c:lang val=\"en-US\"/>", "<c:lang val=\"zh-CN\"/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_has_its_font() {
        let xml = r#"<c:lang val="en-US"/><a:defRPr><a:latin typeface="宋体"/></a:defRPr><x/>"#;
        assert_eq!(dressed(xml), r#"<c:lang val="zh-CN"/><a:defRPr><a:latin typeface="宋体"/><a:ea typeface="宋体"/></a:defRPr><x/>"#);
        assert_eq!(dressed("<a:latin broken"), "<a:latin broken", "what is not understood stays");
    }
}
