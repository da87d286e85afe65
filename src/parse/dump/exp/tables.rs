//! One pass over the body of a dump: text line by line, rows by their own walk.

use super::columns::{Columns, LONGEST, Not, columns};
use super::head::Head;
use super::line::{Said, said};
use super::report::{Kind, Owner, Report, Rows, Table, Uncounted};
use super::rows::{Stop, Walk};
use super::skip;
use super::stream::{Line, Stream};
use crate::parse::dump::bytes::Bytes;
use crate::parse::dump::charset;
use std::collections::HashMap;
use std::io::Result;

/// Tables that are listed.
const MOST_TABLES: usize = 100_000;

/// Reads a dump once, in order, one megabyte at a time, and tells its tables, their rows and what else it creates.
///
/// Only reads onward from offset 0 and does not ask for the length, so that a stream (out of gzip) can stand behind [`Bytes`].
///
/// A count is exact or is not given. A table that occurs in several sections (its partitions) is one; the sections are summed. Memory does
/// not depend on the size of the dump.
pub fn tables(bytes: &dyn Bytes, head: &Head) -> Result<Report> {
    let mut pass = Pass {
        stream: Stream::new(bytes, 0),
        head,
        report: Report::default(),
        known: HashMap::new(),
        owner: exporter(head),
        about: Vec::new(),
        in_vain: 0,
    };
    pass.run()?;
    pass.report.read = pass.stream.at();
    Ok(pass.report)
}

fn exporter(head: &Head) -> Owner {
    if head.privileged { Owner::Unknown } else { Owner::Exporter(head.user.clone()) }
}

struct Pass<'a> {
    stream: Stream<'a>,
    head: &'a Head,
    report: Report,
    /// Owner and name as written → place in the report.
    known: HashMap<(Owner, Vec<u8>), usize>,
    owner: Owner,
    /// The table that the text is about.
    about: Vec<u8>,
    /// Bytes looked at in search of the end of a source that was none.
    in_vain: u64,
}

impl Pass<'_> {
    fn run(&mut self) -> Result<()> {
        let mut line = Line::default();
        while self.stream.line(&mut line)? {
            match said(&line) {
                Said::Connect(user) => self.owner = Owner::Connect(charset::text(self.head.client, user)),
                Said::About(table) => self.about = table.to_vec(),
                Said::Create(table) => {
                    self.about = table.to_vec();
                    self.add(table, line.at, Rows::NoSection, None);
                }
                Said::Insert { table, values } => self.section(table, values, line.at)?,
                Said::Object { kind, source } => {
                    *self.report.kinds.entry(kind).or_default() += 1;
                    if source {
                        skip::source(&mut self.stream, &mut self.in_vain)?;
                    }
                }
                Said::Comment => {
                    *self.report.kinds.entry(Kind::Comment).or_default() += 1;
                    skip::comment(&mut self.stream)?;
                }
                Said::Exit if self.at_the_end()? => {
                    self.report.exit_at = Some(line.at);
                    return Ok(());
                }
                Said::Exit | Said::Other => {}
            }
        }
        // The dump ends before its end: so may have, before its rows, the table that it was about.
        let at = self.stream.at();
        if let Some(table) = self.known.get(&(self.owner.clone(), self.about.clone())).and_then(|&place| self.report.tables.get_mut(place))
        {
            table.rows = if table.rows == Rows::NoSection { Rows::NotCounted(Uncounted::Cut { at }) } else { table.rows };
        }
        Ok(())
    }

    /// Whether another `EXIT` and then a NUL or nothing follows: the word alone also stands in procedures.
    fn at_the_end(&mut self) -> Result<bool> {
        self.stream.peek(6)?;
        Ok(self.stream.rest().strip_prefix(b"EXIT\n").is_some_and(|rest| rest.first().is_none_or(|&b| b == 0)))
    }

    /// Rows follow, or the line only looked like it.
    fn section(&mut self, table: &[u8], values: Option<u16>, at: u64) -> Result<()> {
        self.stream.peek(LONGEST)?;
        let start = self.stream.at();
        let described = match values {
            Some(values) => columns(self.stream.rest(), values, self.head.direct),
            None => Err(Not::Columns { at: 0 }),
        };
        let columns = match described {
            Ok(columns) => columns,
            Err(Not::Counted(why)) => return self.uncounted(table, at, why, None),
            Err(Not::Short) => return self.uncounted(table, at, Uncounted::Cut { at: start + self.stream.rest().len() as u64 }, None),
            // A line of a procedure is about another table, or about none.
            Err(Not::Columns { .. }) if self.about != table => return Ok(()),
            Err(Not::Columns { at: place }) => return self.uncounted(table, at, Uncounted::Grammar { at: start + place as u64 }, None),
        };
        self.stream.consume(columns.size);
        let mut walk = Walk::new(&columns);
        loop {
            let (done, stop) = walk.walk(self.stream.rest());
            self.stream.consume(done);
            match stop {
                Stop::End => break,
                Stop::Fault => return self.uncounted(table, at, Uncounted::Grammar { at: self.stream.at() }, Some(&columns)),
                Stop::More => {
                    if !self.stream.more()? {
                        let end = self.stream.at() + self.stream.rest().len() as u64;
                        return self.uncounted(table, at, Uncounted::Cut { at: end }, Some(&columns));
                    }
                }
            }
        }
        let rows = walk.rows;
        self.add(table, at, Rows::Counted(rows), Some(&columns));
        Ok(())
    }

    /// Notes why rows are not counted, and looks for where they end.
    fn uncounted(&mut self, table: &[u8], at: u64, why: Uncounted, columns: Option<&Columns>) -> Result<()> {
        self.add(table, at, Rows::NotCounted(why), columns);
        let start = self.stream.at();
        skip::rows(&mut self.stream)?;
        self.report.searched += self.stream.at() - start;
        Ok(())
    }

    /// Adds a section, or a table without one.
    fn add(&mut self, name: &[u8], at: u64, rows: Rows, columns: Option<&Columns>) {
        let key = (self.owner.clone(), name.to_vec());
        let section = u32::from(rows != Rows::NoSection);
        if let Some(table) = self.known.get(&key).and_then(|&place| self.report.tables.get_mut(place)) {
            if table.sections == 0 && section == 1 {
                table.at = at;
                table.columns = columns.map_or(0, count);
                table.charset = columns.and_then(|c| c.charset);
            }
            table.sections = table.sections.saturating_add(section);
            table.rows = table.rows.with(rows);
            return;
        }
        if self.report.tables.len() == MOST_TABLES {
            self.report.left_out += 1;
            return;
        }
        self.known.insert(key, self.report.tables.len());
        let name = charset::text(self.head.client, name);
        let (columns, charset) = (columns.map_or(0, count), columns.and_then(|c| c.charset));
        self.report.tables.push(Table { owner: self.owner.clone(), name, rows, sections: section, at, columns, charset });
    }
}

fn count(columns: &Columns) -> u16 {
    u16::try_from(columns.each.len()).unwrap_or(u16::MAX)
}
