//! Settings in XML: a path of elements, at its end perhaps `@attribute`.

use encoding_rs::Encoding;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Found, is_secret};

/// Files of settings nest a dozen elements.
const DEEPEST: usize = 128;

/// The first value at a path (`Server/Service/Connector/@port`): an attribute, or the text directly within an element, without the blanks
/// around it. The whole file is read, as a server does not start with half of one; entities of its own are not resolved.
pub(super) fn find(text: &str, path: &str) -> Result<Option<Found>, String> {
    let mut wanted: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let attribute = wanted.pop_if(|last| last.starts_with('@')).map(|last| &last[1..]);
    let mut reader = Reader::from_str(text);
    let (mut within, mut found): (Vec<String>, Option<Found>) = (Vec::new(), None);
    // Text of the element that is wanted, while we are in it.
    let (mut gathered, mut any): (Option<Found>, bool) = (None, false);
    loop {
        let event = reader.read_event().map_err(|e| e.to_string())?;
        let open = gathered.as_mut().filter(|_| within.len() == wanted.len());
        match (event, open) {
            (Event::Start(start), _) if within.len() < DEEPEST => {
                within.push(start.name().as_ref().to_owned());
                any = true;
                begin(&start, &within, &wanted, attribute, &mut found, &mut gathered)?;
            }
            (Event::Start(_), _) => return Err("elements are nested too deep".into()),
            (Event::Empty(start), _) => {
                within.push(start.name().as_ref().to_owned());
                any = true;
                begin(&start, &within, &wanted, attribute, &mut found, &mut gathered)?;
                end(&mut within, &wanted, &mut found, &mut gathered);
            }
            (Event::End(_), _) => end(&mut within, &wanted, &mut found, &mut gathered),
            (Event::Text(text), Some(open)) => open.value += &text.xml10_content(),
            (Event::CData(data), Some(open)) => open.value += &data,
            (Event::GeneralRef(name), Some(open)) => open.value += &resolved(&name)?,
            (Event::Eof, _) if within.is_empty() && any => return Ok(found),
            (Event::Eof, _) => return Err("the text ends too early".into()),
            _ => {}
        }
    }
}

fn begin(
    start: &BytesStart<'_>,
    within: &[String],
    wanted: &[&str],
    attribute: Option<&str>,
    found: &mut Option<Found>,
    gathered: &mut Option<Found>,
) -> Result<(), String> {
    let here = within.len() == wanted.len() && within.iter().zip(wanted).all(|(is, wanted)| is == wanted || local(is) == *wanted);
    let (mut value, mut secret) = (None, false);
    for one in start.attributes() {
        let one = one.map_err(|e| e.to_string())?;
        let text = one.normalized_value(XmlVersion::default()).map_err(|e| e.to_string())?.into_owned();
        // `<property name="password" value="…"/>`
        secret |= is_secret(one.key.as_ref()) || is_secret(&text);
        if attribute == Some(one.key.as_ref()) {
            value = Some(text);
        }
    }
    if !here || found.is_some() {
        return Ok(());
    }
    match attribute {
        Some(_) => *found = value.map(|value| Found { value, secret }),
        None => *gathered = Some(Found { value: String::new(), secret }),
    }
    Ok(())
}

fn end(within: &mut Vec<String>, wanted: &[&str], found: &mut Option<Found>, gathered: &mut Option<Found>) {
    if within.len() == wanted.len()
        && let Some(done) = gathered.take()
    {
        *found = Some(Found { value: done.value.trim().to_owned(), ..done });
    }
    within.pop();
}

/// A character by its number or one of the five names; another entity stays as it is written.
fn resolved(name: &BytesRef<'_>) -> Result<String, String> {
    let character = name.resolve_char_ref().map_err(|e| e.to_string())?.map(String::from);
    Ok(character.or_else(|| resolve_xml_entity(name).map(str::to_owned)).unwrap_or_else(|| format!("&{};", &**name)))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The encoding of `<?xml … encoding="GBK"?>`.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let label = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(label[1..].split(quote).next()?.as_bytes())
}
