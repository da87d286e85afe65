//! Tags that Word and WPS broke over runs are put together again, each into the run where it began.

use super::dom::{Dom, Id, Kind, ROOT};
use super::tag::{self, Form, Tag, Wrong, plain};
use crate::ooxml::fault::{Fault, FaultKind, Place};
use crate::ooxml::scan;
use crate::text::Msg;

/// What was found in a part.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub tags: Vec<Tag>,
    /// Paragraphs that hold tags: their number and the beginning of their text.
    pub paragraphs: Vec<(usize, String)>,
    pub faults: Vec<Fault>,
}

/// A paragraph's text is told up to here.
const SHOWN: usize = 24;

/// Elements that only say where an editor was; they stand between the pieces of tags and must not be copied.
fn is_trace(dom: &Dom<'_>, id: Id) -> bool {
    match dom.name(id) {
        "w:proofErr" | "w:lastRenderedPageBreak" => true,
        "w:bookmarkStart" => dom.attr(id, "w:name") == Some("_GoBack"),
        _ => false,
    }
}

/// Finds all tags of a part; block tags and drawings come to stand apart, between runs or in one of their own.
pub(super) fn join(dom: &mut Dom<'_>, part: &str) -> Joined {
    let mut out = Joined::default();
    let (mut paragraphs, mut traces) = (Vec::new(), Vec::new());
    for id in dom.below(ROOT) {
        if dom.name(id) == "w:p" {
            paragraphs.push(id);
        } else if is_trace(dom, id) {
            traces.push(id);
        }
    }
    for id in traces {
        dom.detach(id);
    }
    for (i, p) in paragraphs.into_iter().enumerate() {
        paragraph(dom, p, i + 1, part, &mut out);
    }
    out
}

/// A piece of a paragraph's text: that of a `w:t`, or a break that somebody made within a tag.
struct Piece {
    node: Id,
    from: usize,
    to: usize,
    is_text: bool,
}

fn pieces(dom: &Dom<'_>, p: Id) -> (String, Vec<Piece>) {
    let (mut text, mut pieces) = (String::new(), Vec::new());
    let mut here = dom.first(p);
    while let Some(id) = here {
        let from = text.len();
        let name = dom.name(id);
        // A paragraph within, in a text box, speaks for itself; so do the tabs of a style.
        let deep = !matches!(name, "w:p" | "w:t" | "w:pPr" | "w:rPr");
        match name {
            "w:t" => {
                for child in dom.children(id) {
                    if let Kind::Text(raw) = dom.kind(child) {
                        text.push_str(&scan::unescape(raw));
                    }
                }
                pieces.push(Piece { node: id, from, to: text.len(), is_text: true });
            }
            "w:br" | "w:tab" | "w:cr" => {
                text.push(' ');
                pieces.push(Piece { node: id, from, to: text.len(), is_text: false });
            }
            _ => {}
        }
        here = dom.follow(id, p, deep);
    }
    (text, pieces)
}

/// A tag in a paragraph's text.
struct Span {
    from: usize,
    to: usize,
    block: bool,
}

/// The braces of a text. Faults are what has no counterpart.
fn spans(text: &str) -> (Vec<Span>, Vec<Msg>) {
    let chars: Vec<(usize, char, char)> = text.char_indices().map(|(at, c)| (at, plain(c), c)).collect();
    let two = |at: usize| Some((chars.get(at)?.1, chars.get(at + 1)?.1));
    let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, ..)| *byte);
    let (mut out, mut faults, mut at) = (Vec::new(), Vec::new(), 0);
    while at < chars.len() {
        match two(at) {
            Some(open @ ('{', '{' | '%')) => {
                let block = open.1 == '%';
                let end = if block { ('%', '}') } else { ('}', '}') };
                let (mut to, mut quote, mut found) = (at + 2, None, false);
                while to < chars.len() && !found {
                    let c = chars[to].1;
                    let escaped = quote.is_some() && chars[to - 1].2 == '\\';
                    match quote {
                        Some(q) if c == q && !escaped => quote = None,
                        None if c == '"' || c == '\'' => quote = Some(c),
                        None if two(to) == Some(end) => {
                            found = true;
                            to += 1;
                        }
                        None if matches!(two(to), Some(('{', '{' | '%'))) => break,
                        _ => {}
                    }
                    to += 1;
                }
                if found {
                    out.push(Span { from: byte(at), to: byte(to), block });
                    at = to;
                } else {
                    faults.push(Msg::DocxNeverClosed { tag: short(&text[byte(at)..byte(to)]) });
                    at += 2;
                }
            }
            Some(pair @ ('}' | '%', '}')) => {
                faults.push(Msg::DocxNeverOpened { tag: format!("{}{}", pair.0, pair.1) });
                at += 2;
            }
            _ => at += 1,
        }
    }
    (out, faults)
}

fn short(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn paragraph(dom: &mut Dom<'_>, p: Id, number: usize, part: &str, out: &mut Joined) {
    let (text, pieces) = pieces(dom, p);
    if !text.contains(['{', '}', '｛', '｝']) {
        return;
    }
    let (spans, broken) = spans(&text);
    if spans.is_empty() && broken.is_empty() {
        return;
    }
    let index = u32::try_from(out.paragraphs.len()).unwrap_or(u32::MAX);
    out.paragraphs.push((number, short(&text)));
    let place = || Place { part: part.to_owned(), paragraph: number, text: short(&text) };
    out.faults.extend(broken.into_iter().map(|msg| Fault::new(FaultKind::Brace, place(), msg)));
    let mut numbers = Vec::with_capacity(spans.len());
    for span in &spans {
        let shown = text[span.from..span.to].to_owned();
        let open = shown.char_indices().nth(2).map_or(0, |(at, _)| at);
        let close = shown.char_indices().rev().nth(1).map_or(shown.len(), |(at, _)| at);
        let inner = &shown[open..close];
        let read = if span.block { tag::block(&shown, inner, index) } else { tag::print(&shown, inner, index, out.tags.len()) };
        match read {
            Ok(tag) => {
                numbers.push(u32::try_from(out.tags.len()).ok());
                out.tags.push(tag);
            }
            Err(wrong) => {
                out.faults.push(fault(&wrong, &shown, place()));
                numbers.push(None);
            }
        }
    }
    for piece in &pieces {
        rebuild(dom, piece, &text, &spans, &numbers, &out.tags);
    }
}

/// The sentence for a tag that is not understood.
pub(super) fn fault(wrong: &Wrong, shown: &str, place: Place) -> Fault {
    let tag = shown.to_owned();
    match wrong {
        Wrong::Unknown => Fault::new(FaultKind::Syntax, place, Msg::DocxUnknownTag { tag }),
        Wrong::Syntax(why) => Fault::new(FaultKind::Syntax, place, Msg::DocxSyntax { tag, why: (*why).to_owned() }),
        Wrong::NotAlone => Fault::new(FaultKind::Syntax, place, Msg::DocxStandAlone { tag }),
    }
}

/// What a `w:t` comes to hold.
enum Bit {
    Text(String),
    Tag(u32),
}

/// Gives a piece its text without tags, and the tags that begin in it.
fn rebuild(dom: &mut Dom<'_>, piece: &Piece, text: &str, spans: &[Span], numbers: &[Option<u32>], tags: &[Tag]) {
    let first = spans.partition_point(|span| span.to <= piece.from);
    let inside = spans[first..].iter().zip(&numbers[first..]).take_while(|(span, _)| span.from < piece.to);
    let (mut bits, mut at, mut touched) = (Vec::new(), piece.from, false);
    for (span, number) in inside {
        touched = true;
        if span.from >= piece.from {
            if span.from > at {
                bits.push(Bit::Text(text[at..span.from].to_owned()));
            }
            bits.extend(number.map(Bit::Tag));
        }
        at = span.to.min(piece.to);
    }
    if !touched {
        return;
    }
    if !piece.is_text {
        dom.detach(piece.node);
        return;
    }
    if at < piece.to {
        bits.push(Bit::Text(text[at..piece.to].to_owned()));
    }
    place(dom, piece.node, bits, tags);
}

fn stands_apart(bit: &Bit, tags: &[Tag]) -> bool {
    matches!(bit, Bit::Tag(number) if tags.get(*number as usize).is_some_and(|tag| tag.form != Form::Print))
}

/// Fills a `w:t`; where tags must stand apart, its run is cut.
fn place(dom: &mut Dom<'_>, t: Id, bits: Vec<Bit>, tags: &[Tag]) {
    let run = dom.parent(t).filter(|run| dom.name(*run) == "w:r");
    let old: Vec<Id> = dom.children(t).collect();
    for child in old {
        dom.detach(child);
    }
    let mut after = Vec::new();
    let mut here = t;
    // The run that the present bits go to, and the node behind which the next one goes.
    let mut anchor = run;
    for bit in bits {
        let (true, Some(run)) = (stands_apart(&bit, tags), run) else {
            if here == t && after.is_empty() {
                fill(dom, t, bit);
                continue;
            }
            if dom.parent(here).is_none() || here == t {
                let (Some(source), Some(behind)) = (run, anchor) else { continue };
                let next = empty_run(dom, source);
                let kind = dom.kind(t).clone();
                here = dom.add(next, kind);
                dom.insert_after(behind, next);
                anchor = Some(next);
                after.push(next);
            }
            fill(dom, here, bit);
            continue;
        };
        let Bit::Tag(number) = bit else { continue };
        let drawing = tags.get(number as usize).is_some_and(|tag| tag.form == Form::Drawing);
        let node = dom.make(Kind::Tag(number));
        let behind = anchor.unwrap_or(run);
        if drawing {
            let own = empty_run(dom, run);
            dom.append(own, node);
            dom.insert_after(behind, own);
            anchor = Some(own);
        } else {
            dom.insert_after(behind, node);
            anchor = Some(node);
        }
        after.push(node);
        // What follows begins anew.
        here = t;
    }
    let Some(run) = run else { return };
    if let Some(anchor) = anchor.filter(|_| !after.is_empty()) {
        move_rest(dom, t, run, anchor);
    }
    if dom.first(t).is_none() {
        dom.detach(t);
    }
    if dom.children(run).all(|child| dom.name(child) == "w:rPr") {
        dom.detach(run);
    }
}

/// What stood behind the cut in the run goes into a run behind it.
fn move_rest(dom: &mut Dom<'_>, t: Id, run: Id, anchor: Id) {
    let rest: Vec<Id> = std::iter::successors(dom.next(t), |id| dom.next(*id)).collect();
    if rest.is_empty() {
        return;
    }
    let next = empty_run(dom, run);
    dom.insert_after(anchor, next);
    for id in rest {
        dom.detach(id);
        dom.append(next, id);
    }
}

/// A run like this one, with its properties and nothing else.
fn empty_run(dom: &mut Dom<'_>, run: Id) -> Id {
    let kind = dom.kind(run).clone();
    let new = dom.make(kind);
    if let Some(properties) = dom.child(run, "w:rPr") {
        let copy = dom.copy(properties);
        dom.append(new, copy);
    }
    new
}

/// Values may begin or end with spaces, so a text that holds a tag keeps them.
fn fill(dom: &mut Dom<'_>, t: Id, bit: Bit) {
    let kind = match bit {
        Bit::Text(text) => Kind::Text(scan::escape(&text).into()),
        Bit::Tag(number) => Kind::Tag(number),
    };
    dom.add(t, kind);
    dom.set(t, Kind::Element { name: "w:t", attrs: " xml:space=\"preserve\"".into() });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree after joining; a tag is shown as what Tera gets.
    fn joined(body: &str) -> (String, Vec<Msg>) {
        let xml = format!("<w:p>{body}</w:p>");
        let mut dom = Dom::parse(&xml).unwrap();
        let found = join(&mut dom, "word/document.xml");
        let mut out = String::new();
        dom.write(&mut out, &mut |n, out| out.push_str(&format!("[{}]", found.tags[n as usize].tera)));
        let out = out.replace(" xml:space=\"preserve\"", "").replace("<w:p>", "").replace("</w:p>", "");
        (out, found.faults.into_iter().map(|f| f.msg).collect())
    }

    fn run(text: &str) -> String {
        format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>")
    }

    fn clean(body: &str) -> String {
        let (out, faults) = joined(body);
        assert_eq!(faults, []);
        out.replace("<w:rPr><w:b/></w:rPr>", "*").replace(" | tidy]", "]")
    }

    #[test]
    fn a_tag_over_runs_goes_to_the_run_where_it_began() {
        let body =
            format!("{}<w:proofErr w:type=\"x\"/>{}<w:bookmarkStart w:id=\"1\" w:name=\"b\"/>{}", run("A{"), run("{ na"), run("me }}Z"));
        assert_eq!(clean(&body), "<w:r>*<w:t>A[name]</w:t></w:r><w:bookmarkStart w:id=\"1\" w:name=\"b\"/><w:r>*<w:t>Z</w:t></w:r>");
        let wrapped = format!("<w:ins>{}</w:ins><w:hyperlink>{}</w:hyperlink>", run("{{a"), run("}}b"));
        assert_eq!(clean(&wrapped), "<w:ins><w:r>*<w:t>[a]</w:t></w:r></w:ins><w:hyperlink><w:r>*<w:t>b</w:t></w:r></w:hyperlink>");
        assert_eq!(clean("<w:r><w:t>{{ a</w:t><w:br/><w:t>or 1 }}</w:t></w:r>"), "<w:r><w:t>[(a or 1)]</w:t></w:r>");
    }

    #[test]
    fn blocks_and_drawings_come_to_stand_apart() {
        assert_eq!(
            clean(&run("a{% if x %}b{% endif %}c")),
            "<w:r>*<w:t>a</w:t></w:r>[if x]<w:r>*<w:t>b</w:t></w:r>[endif]<w:r>*<w:t>c</w:t></w:r>"
        );
        assert_eq!(
            clean("<w:r><w:t>a{{image(of=x)}}</w:t><w:tab/><w:t>b</w:t></w:r>"),
            "<w:r><w:t>a</w:t></w:r><w:r>[image(of = x, at_tag=0)]</w:r><w:r><w:tab/><w:t>b</w:t></w:r>"
        );
    }

    #[test]
    fn full_width_braces_and_entities_are_read() {
        assert_eq!(clean(&run("｛｛ 名称 ｝｝｛％ if a &gt; 1 ％｝")), "<w:r>*<w:t>[zh0540Dzh079F0]</w:t></w:r>[if a > 1]");
        assert_eq!(clean(&run("{{ \"}}\" }} 100% {x} a&lt;b")), "<w:r>*<w:t>[(\"}}\")] 100% {x} a&lt;b</w:t></w:r>");
    }

    #[test]
    fn braces_without_counterpart_are_told_all_at_once() {
        let (_, faults) = joined(&run("{{ a {{ b }} 和 %} 再 }} {% if"));
        assert_eq!(
            faults,
            [
                Msg::DocxNeverClosed { tag: "{{ a".into() },
                Msg::DocxNeverOpened { tag: "%}".into() },
                Msg::DocxNeverOpened { tag: "}}".into() },
                Msg::DocxNeverClosed { tag: "{% if".into() },
            ]
        );
    }
}
