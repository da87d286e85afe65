//! Paths in a document → its records, their values and their files.

use crate::parse::grid::Field as Cell;

use super::adapter::FilePaths;
use super::fault::{RowFault, Why, XmlFault, XmlWhy};
use super::record::{Attached, Reader, Row};
use super::table::Table;
use super::xml::{Node, document};

/// The rows of a document: the elements at `path`, from the root. `has` says whether there is such an entry in the package.
pub(super) fn rows(
    bytes: &[u8],
    reader: &Reader<'_>,
    path: &str,
    files: Option<&FilePaths>,
    has: &dyn Fn(&str) -> bool,
) -> Result<Table, XmlFault> {
    let root = document(bytes)?;
    let mut names = path.split('/').filter(|name| !name.is_empty());
    if names.next() != Some(root.name.as_str()) {
        return Err(XmlFault { line: root.line, why: XmlWhy::NoRoot(path.to_owned()) });
    }
    let mut table = Table::default();
    for node in names.fold(vec![&root], |within, name| named(&within, name)) {
        match (reader.row(node.line, &|path| value(node, path)), attached(node, reader, files, has)) {
            (Ok(row), Ok(files)) => table.rows.push(Row { files, ..row }),
            (row, files) => {
                table.faults.extend(row.err().into_iter().flatten());
                table.faults.extend(files.err());
            }
        }
    }
    Ok(table)
}

fn named<'n>(within: &[&'n Node], name: &str) -> Vec<&'n Node> {
    within.iter().flat_map(|node| node.children.iter().filter(|child| child.name == name)).collect()
}

/// What stands at a path: `Base/Title`, `Base/@code`, `@id`, `.`. Where there may be one, two are a fault, also when they are alike.
fn value(node: &Node, path: &str) -> Result<Option<Cell>, Why> {
    let (path, attribute) = match path.rsplit_once('@') {
        Some((path, attribute)) => (path.trim_end_matches('/'), Some(attribute)),
        None => (path, None),
    };
    let nodes = path.split('/').filter(|name| !matches!(*name, "" | ".")).fold(vec![node], |within, name| named(&within, name));
    let mut texts = nodes.iter().filter_map(|node| match attribute {
        Some(wanted) => node.attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| (value, true)),
        None => Some((&node.text, node.children.is_empty())),
    });
    match (texts.next(), texts.next()) {
        (None, _) => Ok(None),
        (Some(_), Some(_)) => Err(Why::Twice),
        (Some((_, false)), None) => Err(Why::Nested),
        (Some((text, true)), None) => Ok(Some(Cell::Text(text.trim().to_owned()))),
    }
}

fn attached(node: &Node, reader: &Reader<'_>, files: Option<&FilePaths>, has: &dyn Fn(&str) -> bool) -> Result<Vec<Attached>, RowFault> {
    let Some(paths) = files else { return Ok(Vec::new()) };
    let nodes = paths.row.split('/').fold(vec![node], |within, name| named(&within, name));
    let file = |node: &&Node| {
        let fault = |path: &str, value: &str, why| reader.fault(node.line, &format!("{}/{path}", paths.row), value, why);
        let text =
            |path: &str| value(node, path).map(|cell| cell.map(|cell| cell.text()).unwrap_or_default()).map_err(|why| fault(path, "", why));
        let entry = text(&paths.path)?;
        if entry.is_empty() {
            return Err(fault(&paths.path, "", Why::Missing));
        }
        if !has(&entry) {
            return Err(fault(&paths.path, &entry, Why::NoFile));
        }
        let name = paths.name.as_deref().map_or(Ok(String::new()), text)?;
        let last = || entry.rsplit(['/', '\\']).next().unwrap_or(&entry).to_owned();
        Ok(Attached { name: if name.is_empty() { last() } else { name }, entry })
    };
    nodes.iter().map(file).collect()
}
