//! Block tags are lifted to where their block can begin and end, so that the document cannot become ill-nested.
//!
//! For each block the lowest element that holds all its tags is taken; where that is a row (or a run), the element around it. There each tag
//! comes to stand among the children, and what it stood in is inside or outside of the block just as its text reads: a paragraph is cut in
//! two if there is text on both sides. Rows and tables are not cut; they belong to the block. What held nothing but tags is dropped.
//! So two tags in a paragraph repeat its text, in two paragraphs these and what is between, in two cells of a row the row; with
//! `{%c for … %}` the cells from the first tag to the last, in each row that says so.

use std::collections::{BTreeMap, BTreeSet};

use super::dom::{Dom, Id, Kind, ROOT};
use super::tag::{Form, Tag};
use crate::text::Msg;

/// What is wrong with a block: the tag and the sentence.
pub(super) type Wrong = (usize, Msg);

#[derive(Debug)]
struct Block {
    /// The nodes of its tags in order.
    nodes: Vec<Id>,
    column: bool,
    /// Among whose children they come to stand.
    level: Id,
}

fn tag_number(dom: &Dom<'_>, id: Id) -> Option<usize> {
    match dom.kind(id) {
        Kind::Tag(number) => usize::try_from(*number).ok(),
        _ => None,
    }
}

/// Lifts all block tags of a part. What cannot be lifted is told, all at once.
pub(super) fn hoist(dom: &mut Dom<'_>, tags: &[Tag]) -> Vec<Wrong> {
    let (mut blocks, mut wrong) = matched(dom, tags);
    if !wrong.is_empty() {
        return wrong;
    }
    for block in &mut blocks {
        match level(dom, block) {
            Some(found) => block.level = found,
            None => wrong.extend(block.nodes.first().and_then(|id| column_fault(dom, tags, *id, block.column))),
        }
    }
    if !wrong.is_empty() {
        return wrong;
    }
    let mut lift = Lift { dom, tags, levels: BTreeMap::new(), tails: BTreeMap::new(), left: Vec::new(), wrong };
    for block in &blocks {
        lift.levels.extend(block.nodes.iter().map(|id| (*id, block.level)));
    }
    let mut moves: Vec<(Id, Role, usize)> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let last = block.nodes.len() - 1;
        for (n, id) in block.nodes.iter().enumerate() {
            let role = if n == 0 {
                Role::Open
            } else if n == last {
                Role::Close
            } else {
                Role::Middle
            };
            moves.push((*id, role, i));
        }
    }
    moves.sort_by_key(|(id, ..)| tag_number(lift.dom, *id));
    for (id, role, block) in moves {
        let Some(block) = blocks.get(block) else { continue };
        lift.one(id, role, block);
    }
    lift.sets();
    lift.tidy();
    let mut wrong = lift.wrong;
    if wrong.is_empty() {
        // Two blocks that share a row may have come to cross.
        let (now, _) = matched(dom, tags);
        let now: BTreeSet<&Vec<Id>> = now.iter().map(|block| &block.nodes).collect();
        let crossed = blocks.iter().filter(|block| !now.contains(&block.nodes)).filter_map(|block| tag_number(dom, *block.nodes.first()?));
        wrong = crossed.map(|n| (n, Msg::DocxCrossed { tag: shown(tags, n) })).collect();
    }
    mark_columns(dom, &blocks);
    wrong
}

fn shown(tags: &[Tag], number: usize) -> String {
    tags.get(number).map(|tag| tag.shown.clone()).unwrap_or_default()
}

fn column_fault(dom: &Dom<'_>, tags: &[Tag], id: Id, column: bool) -> Option<Wrong> {
    let number = tag_number(dom, id)?;
    let tag = shown(tags, number);
    let msg = if column { Msg::DocxColumn { tag } } else { Msg::DocxNotEnded { end: "{% end… %}".into(), tag } };
    Some((number, msg))
}

/// Blocks in the order of their beginnings, and tags that belong to none.
fn matched(dom: &Dom<'_>, tags: &[Tag]) -> (Vec<Block>, Vec<Wrong>) {
    let (mut done, mut open, mut wrong): (Vec<Block>, Vec<(usize, usize)>, Vec<Wrong>) = (Vec::new(), Vec::new(), Vec::new());
    for id in dom.below(ROOT) {
        let Some(number) = tag_number(dom, id) else { continue };
        let Some(tag) = tags.get(number) else { continue };
        match tag.form {
            Form::For | Form::If => {
                open.push((number, done.len()));
                done.push(Block { nodes: vec![id], column: tag.column, level: ROOT });
            }
            Form::Middle | Form::EndFor | Form::EndIf => {
                let ends = tag.form != Form::Middle;
                let Some(&(opener, block)) = open.last() else {
                    wrong.push((number, Msg::DocxNoStart { tag: tag.shown.clone() }));
                    continue;
                };
                let opens_for = tags.get(opener).is_some_and(|t| t.form == Form::For);
                let fits = match tag.form {
                    Form::EndFor => opens_for,
                    Form::EndIf => !opens_for,
                    _ => !opens_for || tag.tera == "else",
                };
                if !fits {
                    wrong.push((number, Msg::DocxWrongEnd { tag: tag.shown.clone(), open: shown(tags, opener) }));
                }
                if let Some(block) = done.get_mut(block) {
                    block.nodes.push(id);
                }
                if ends {
                    open.pop();
                }
            }
            _ => {}
        }
    }
    for (number, _) in open {
        let end = if tags.get(number).is_some_and(|t| t.form == Form::For) { "{% endfor %}" } else { "{% endif %}" };
        wrong.push((number, Msg::DocxNotEnded { tag: shown(tags, number), end: end.into() }));
    }
    wrong.sort_by_key(|(number, _)| *number);
    (done, wrong)
}

/// The child of `top` on the way down to `id`.
fn child_towards(dom: &Dom<'_>, top: Id, id: Id) -> Id {
    dom.up(id).find(|at| dom.parent(*at) == Some(top)).unwrap_or(id)
}

/// The element among whose children the tags of a block can stand.
fn level(dom: &Dom<'_>, block: &Block) -> Option<Id> {
    let first = *block.nodes.first()?;
    let above: Vec<Vec<Id>> = block.nodes.iter().map(|id| dom.up(*id).skip(1).collect()).collect();
    let mut at = dom.up(first).skip(1).find(|id| above.iter().all(|chain| chain.contains(id)))?;
    if block.column {
        // The cell repeats also where all tags are in one.
        let row = dom.up(at).find(|id| dom.name(*id) == "w:tr")?;
        return Some(row);
    }
    loop {
        let cells = dom.name(child_towards(dom, at, first)) == "w:tc";
        if !(cells || matches!(dom.name(at), "w:tr" | "w:r" | "w:t")) {
            break;
        }
        at = dom.parent(at)?;
    }
    // A note cannot become two.
    (!matches!(dom.name(at), "w:footnotes" | "w:endnotes" | "w:comments")).then_some(at)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Middle,
    Close,
}

struct Lift<'d, 'a, 't> {
    dom: &'d mut Dom<'a>,
    tags: &'t [Tag],
    /// Where each block tag comes to stand.
    levels: BTreeMap<Id, Id>,
    /// The last tag put behind an element.
    tails: BTreeMap<Id, Id>,
    /// What tags were taken from: dropped if nothing is left.
    left: Vec<Id>,
    wrong: Vec<Wrong>,
}

impl Lift<'_, '_, '_> {
    fn one(&mut self, id: Id, role: Role, block: &Block) {
        let level = block.level;
        let child = child_towards(self.dom, level, id);
        if child == id {
            return;
        }
        let name = self.dom.name(child);
        let shared = block.nodes.iter().any(|other| *other != id && child_towards(self.dom, level, *other) == child);
        let inline = matches!(self.dom.name(level), "w:p" | "w:hyperlink" | "w:ins" | "w:smartTag" | "w:fldSimple");
        let counts = inline || matches!(name, "w:p" | "w:tr" | "w:tc");
        let (before, after) = match role {
            // A row from its first cell to its last.
            Role::Open if shared => (false, true),
            Role::Close if shared => (true, false),
            _ if counts => self.sides(child, id),
            _ => (true, true),
        };
        let paragraph = name == "w:p" && self.dom.parent(id) == Some(child);
        self.left.extend(self.dom.up(id).skip(1).find(|at| self.dom.name(*at) == "w:p"));
        match (before, after) {
            (true, false) => self.behind(child, id),
            (true, true) if paragraph && !shared => self.cut(child, id),
            (true, true) if role == Role::Middle => {
                if let Some(number) = tag_number(self.dom, id) {
                    self.wrong.push((number, Msg::DocxMiddle { tag: shown(self.tags, number) }));
                }
            }
            (true, true) if role == Role::Close => self.behind(child, id),
            (false, false) => {
                self.left.push(child);
                self.ahead(child, id);
            }
            _ => self.ahead(child, id),
        }
    }

    fn ahead(&mut self, child: Id, id: Id) {
        self.dom.detach(id);
        self.dom.insert_before(child, id);
    }

    fn behind(&mut self, child: Id, id: Id) {
        self.dom.detach(id);
        let tail = self.tails.get(&child).copied().unwrap_or(child);
        self.dom.insert_after(tail, id);
        self.tails.insert(child, id);
    }

    /// Cuts a paragraph at the tag: what follows becomes a paragraph of the same properties.
    fn cut(&mut self, p: Id, id: Id) {
        let rest: Vec<Id> = std::iter::successors(self.dom.next(id), |at| self.dom.next(*at)).collect();
        let kind = self.dom.kind(p).clone();
        let second = self.dom.make(kind);
        if let Some(properties) = self.dom.child(p, "w:pPr") {
            let copy = self.dom.copy(properties);
            self.dom.append(second, copy);
            // A section ends with the last paragraph only.
            if let Some(section) = self.dom.child(properties, "w:sectPr") {
                self.dom.detach(section);
            }
        }
        for at in rest {
            self.dom.detach(at);
            self.dom.append(second, at);
        }
        self.behind(p, id);
        self.dom.insert_after(id, second);
    }

    /// Whether there is anything to see before and after a tag within `top`.
    fn sides(&self, top: Id, id: Id) -> (bool, bool) {
        let (mut before, mut passed) = (false, false);
        for at in self.dom.below(top) {
            if at == id {
                passed = true;
            } else if self.is_content(at, top) {
                if passed {
                    return (before, true);
                }
                before = true;
            }
        }
        (before, false)
    }

    fn is_content(&self, id: Id, top: Id) -> bool {
        match self.dom.kind(id) {
            Kind::Text(text) => {
                !text.trim().is_empty() && self.dom.parent(id).is_some_and(|t| matches!(self.dom.name(t), "w:t" | "w:instrText" | "m:t"))
            }
            // A block within counts, one that is to be lifted out does not.
            Kind::Tag(number) => match self.tags.get(*number as usize).map(|tag| &tag.form) {
                Some(Form::Print | Form::Drawing) => true,
                Some(Form::Set) | None => false,
                Some(_) => self.levels.get(&id).is_some_and(|level| self.dom.up(*level).any(|at| at == top)),
            },
            Kind::Element { name, .. } => matches!(
                *name,
                "w:drawing"
                    | "w:pict"
                    | "w:object"
                    | "w:sym"
                    | "w:br"
                    | "w:fldChar"
                    | "w:fldSimple"
                    | "w:footnoteReference"
                    | "w:endnoteReference"
                    | "w:sectPr"
            ),
            _ => false,
        }
    }

    /// A `set` that is alone in its paragraph takes it along.
    fn sets(&mut self) {
        let sets: Vec<Id> = self.dom.below(ROOT).filter(|id| self.form(*id) == Some(&Form::Set)).collect();
        for id in sets {
            let Some(p) = self.dom.parent(id).filter(|p| self.dom.name(*p) == "w:p") else { continue };
            if self.sides(p, id) == (false, false) {
                self.ahead(p, id);
                self.left.push(p);
            }
        }
    }

    fn form(&self, id: Id) -> Option<&Form> {
        self.tags.get(tag_number(self.dom, id)?).map(|tag| &tag.form)
    }

    /// Drops what held nothing but tags. The only paragraph of a cell stays.
    fn tidy(&mut self) {
        for id in std::mem::take(&mut self.left) {
            let Some(parent) = self.dom.parent(id) else { continue };
            let holds = self.dom.below(id).any(|at| self.is_content(at, id) || matches!(self.dom.kind(at), Kind::Tag(_)));
            let name = self.dom.name(id);
            let only = name == "w:p"
                && !self.dom.children(parent).any(|other| other != id && matches!(self.dom.name(other), "w:p" | "w:tbl" | "w:sdt"))
                && !self.dom.children(parent).any(|other| matches!(self.dom.kind(other), Kind::Tag(_)));
            if !holds && !only && self.dom.parent(id).is_some() {
                self.dom.detach(id);
            }
        }
    }
}

/// What begins a table whose columns may come to be more or fewer, for [`super::finish`].
pub(super) const COLUMNS: &str = "\u{98}columns\u{9c}";

fn mark_columns(dom: &mut Dom<'_>, blocks: &[Block]) {
    let tables = blocks.iter().filter(|b| b.column).filter_map(|b| dom.up(b.level).find(|id| dom.name(*id) == "w:tbl"));
    let tables: BTreeSet<Id> = tables.collect();
    for table in tables {
        let mark = dom.make(Kind::Raw(COLUMNS));
        match dom.first(table) {
            Some(first) => dom.insert_before(first, mark),
            None => dom.append(table, mark),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::join::join;
    use super::*;

    fn hoisted(body: &str) -> Result<String, Vec<Msg>> {
        let xml = format!("<w:body>{body}</w:body>");
        let mut dom = Dom::parse(&xml).unwrap();
        let found = join(&mut dom, "word/document.xml");
        assert_eq!(found.faults, []);
        let wrong = hoist(&mut dom, &found.tags);
        if !wrong.is_empty() {
            return Err(wrong.into_iter().map(|(_, msg)| msg).collect());
        }
        let mut out = String::new();
        dom.write(&mut out, &mut |n, out| out.push_str(&format!("[{}]", found.tags[n as usize].tera.trim_end_matches(" | tidy"))));
        let out = out.replace(" xml:space=\"preserve\"", "").replace("<w:r><w:t>", "").replace("</w:t></w:r>", "").replace("w:", "");
        Ok(out.trim_start_matches("<body>").trim_end_matches("</body>").to_owned())
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    fn row(cells: &[&str]) -> String {
        let cells: String = cells.iter().map(|c| format!("<w:tc>{}</w:tc>", p(c))).collect();
        format!("<w:tr>{cells}</w:tr>")
    }

    fn tbl(rows: &[&[&str]]) -> String {
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(|r| row(r)).collect::<String>())
    }

    #[test]
    fn two_tags_of_a_paragraph_stay_and_of_two_paragraphs_are_lifted() {
        assert_eq!(hoisted(&p("a{% if x %}b{% else %}c{% endif %}d")).unwrap(), "<p>a[if x]b[else]c[endif]d</p>");
        let body = [p("{% for t in l %}"), p("{{ t }}"), p("{% endfor %}"), p("z")].concat();
        assert_eq!(hoisted(&body).unwrap(), "[for t in l]<p>[t]</p>[endfor]<p>z</p>");
        let body = [p("{% for t in l %}{{ t }}"), p("x{% endfor %}")].concat();
        assert_eq!(hoisted(&body).unwrap(), "[for t in l]<p>[t]</p><p>x</p>[endfor]");
    }

    #[test]
    fn text_is_inside_or_outside_as_it_reads() {
        let body = [p("前{% if x %}"), p("中"), p("{% endif %}后")].concat();
        assert_eq!(hoisted(&body).unwrap(), "<p>前</p>[if x]<p>中</p>[endif]<p>后</p>");
        let body = [p("{% if x %}有"), p("甲{% else %}乙"), p("无{% endif %}")].concat();
        assert_eq!(hoisted(&body).unwrap(), "[if x]<p>有</p><p>甲</p>[else]<p>乙</p><p>无</p>[endif]");
        let body = [p("{% if x %}有"), p("{% endif %}{% if y %}"), p("无{% endif %}")].concat();
        assert_eq!(hoisted(&body).unwrap(), "[if x]<p>有</p>[endif][if y]<p>无</p>[endif]");
        let body = [p("{% for a in l %}{% if a %}"), p("t"), p("{% endif %}{% endfor %}")].concat();
        assert_eq!(hoisted(&body).unwrap(), "[for a in l][if a]<p>t</p>[endif][endfor]");
    }

    #[test]
    fn two_cells_of_a_row_repeat_the_row() {
        assert_eq!(
            hoisted(&tbl(&[&["头", "二"], &["{% for t in l %}{{ t }}", "x{% endfor %}"]])).unwrap(),
            "<tbl><tr><tc><p>头</p></tc><tc><p>二</p></tc></tr>[for t in l]<tr><tc><p>[t]</p></tc><tc><p>x</p></tc></tr>[endfor]</tbl>"
        );
        let own = tbl(&[&["{% for t in l %}", ""], &["{{ t }}", "x"], &["{% endfor %}合计", "1"]]);
        assert_eq!(
            hoisted(&own).unwrap(),
            "<tbl>[for t in l]<tr><tc><p>[t]</p></tc><tc><p>x</p></tc></tr>[endfor]<tr><tc><p>合计</p></tc><tc><p>1</p></tc></tr></tbl>"
        );
        let cond = tbl(&[&["{% if x %}有", "1"], &["{% else %}无", "2{% endif %}"]]);
        assert_eq!(
            hoisted(&cond).unwrap(),
            "<tbl>[if x]<tr><tc><p>有</p></tc><tc><p>1</p></tc></tr>[else]<tr><tc><p>无</p></tc><tc><p>2</p></tc></tr>[endif]</tbl>"
        );
    }

    #[test]
    fn a_table_belongs_to_the_block_that_ends_in_it() {
        let body = [p("{% for t in l %}{{ t }}"), tbl(&[&["{% endfor %}a", "b"]])].concat();
        assert_eq!(hoisted(&body).unwrap(), "[for t in l]<p>[t]</p><tbl><tr><tc><p>a</p></tc><tc><p>b</p></tc></tr></tbl>[endfor]");
    }

    #[test]
    fn columns_repeat_where_it_is_said() {
        let body = tbl(&[&["项", "{%c for m in ms %}{{ m }}{%c endfor %}", "末"]]);
        assert_eq!(
            hoisted(&body).unwrap().replace(COLUMNS, "#"),
            "<tbl>#<tr><tc><p>项</p></tc>[for m in ms]<tc><p>[m]</p></tc>[endfor]<tc><p>末</p></tc></tr></tbl>"
        );
        assert_eq!(
            hoisted(&[p("{%c for m in ms %}"), p("{%c endfor %}")].concat()),
            Err(vec![Msg::DocxColumn { tag: "{%c for m in ms %}".into() }])
        );
    }

    #[test]
    fn what_does_not_fit_together_is_told_all_at_once() {
        let never = hoisted(&[p("{% if a %}"), p("{% for x in y %}")].concat()).unwrap_err();
        assert_eq!(never.len(), 2);
        assert_eq!(
            hoisted(&p("{% if a %}{% endfor %}{% endif %}")).unwrap_err(),
            [Msg::DocxWrongEnd { tag: "{% endfor %}".into(), open: "{% if a %}".into() }, Msg::DocxNoStart { tag: "{% endif %}".into() }]
        );
        assert_eq!(hoisted(&p("{% else %}")).unwrap_err(), [Msg::DocxNoStart { tag: "{% else %}".into() }]);
        let middle = tbl(&[&["{% if x %}有", "甲{% else %}乙{% endif %}"]]);
        assert_eq!(hoisted(&middle).unwrap_err(), [Msg::DocxMiddle { tag: "{% else %}".into() }]);
        let crossed = tbl(&[&["{% if x %}", "a"], &["b{% endif %}", "{% if y %}c"], &["d", "{% endif %}"]]);
        assert!(matches!(hoisted(&crossed).unwrap_err()[0], Msg::DocxCrossed { .. }));
    }
}
