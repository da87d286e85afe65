//! A description against the fields that the data has: what it names must be there, and be what it is taken for.

use super::describe::{ChartSpec, ColumnSpec, Description, Kind, SheetSpec, Total};
use super::known::{Known, Type};
use super::path::Path;
use super::texts;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::model::Words;
use crate::text::Msg;

impl Description {
    /// Checks every field and text, tells all faults together, and takes the types that are not given from the contract.
    pub fn check(mut self, known: &Known, place: &str) -> Result<Self> {
        let mut check = Check { known, faults: Vec::new() };
        check.text(&self.title, &format!("{place}: title"), &["item"]);
        for (number, sheet) in (1..).zip(&mut self.sheets) {
            check.sheet(sheet, &format!("{place}: sheet[{number}]"));
        }
        Error::all(check.faults).map_or(Ok(self), Err)
    }
}

struct Check<'a> {
    known: &'a Known,
    faults: Vec<Error>,
}

impl Check<'_> {
    fn fault(&mut self, msg: Msg) {
        self.faults.push(Error::new(ErrorKind::Config, msg));
    }

    fn sheet(&mut self, sheet: &mut SheetSpec, place: &str) {
        let mut item = String::new();
        for level in &sheet.rows.blocks {
            match self.found(&item, level, place) {
                Some((full, Type::List)) => item = full,
                Some(_) => return self.fault(Msg::SheetNoList { place: place.into(), field: level.text.clone() }),
                None => return,
            }
        }
        let row = match &sheet.rows.list {
            None => item.clone(),
            Some(list) => match self.found(&item, list, place) {
                Some((full, Type::List)) => full,
                Some(_) => return self.fault(Msg::SheetNoList { place: place.into(), field: list.text.clone() }),
                None => return,
            },
        };
        for words in sheet.head.iter().chain(&sheet.empty).chain([&sheet.name]) {
            self.text(words, place, if sheet.rows.blocks.is_empty() { &[] } else { &["item"] });
        }
        if sheet.columns.is_empty() && sheet.charts.is_empty() {
            self.fault(Msg::SheetNothing { place: place.into() });
        }
        for (number, column) in (1..).zip(&mut sheet.columns) {
            self.column(column, (&item, &row), &format!("{place}.column[{number}]"));
        }
        for (number, chart) in (1..).zip(&sheet.charts) {
            self.chart(chart, sheet, &item, &format!("{place}.chart[{number}]"));
        }
    }

    fn column(&mut self, column: &mut ColumnSpec, (item, row): (&str, &str), place: &str) {
        let Some((_, kind)) = self.found(row, &column.field, place) else { return };
        let indexed = matches!(column.field.steps.last(), Some(super::path::Step::Index(_)));
        let plain = match kind {
            Type::One(kind) if !column.field.each => kind,
            Type::Many(kind) if column.field.each || indexed => kind,
            // All of a list in one cell, a line each.
            Type::Many(_) => Kind::Text,
            _ => return self.fault(Msg::SheetNoValue { place: place.into(), field: column.field.text.clone() }),
        };
        column.kind.get_or_insert(plain);
        if column.field.each != column.titles.is_some() || (!column.field.each && column.title.is_none()) {
            self.fault(Msg::SheetTitle { place: place.into() });
        }
        if let Some(titles) = &column.titles {
            self.scoped(item, titles, place);
        }
        if let Some(title) = &column.title {
            self.text(title, place, &["item"]);
        }
        let number = matches!(column.kind, Some(Kind::Integer | Kind::Number | Kind::Percent));
        if column.total.is_some_and(|total| total != Total::Count) && !number {
            self.fault(Msg::SheetNoNumber { place: place.into(), field: column.field.text.clone() });
        }
    }

    fn chart(&mut self, chart: &ChartSpec, sheet: &SheetSpec, item: &str, place: &str) {
        if let Some(title) = &chart.title {
            self.text(title, place, &["item"]);
        }
        match (&chart.from, &chart.categories) {
            (Some(from), None) if chart.values.is_empty() => {
                if let Some((_, kind)) = self.scoped(item, from, place)
                    && !matches!(kind, Type::Chart | Type::List)
                {
                    self.fault(Msg::SheetNoList { place: place.into(), field: from.text.clone() });
                }
            }
            (None, Some(categories)) if !chart.values.is_empty() && sheet.rows.list.is_some() => {
                let columns: Vec<&str> = sheet.columns.iter().map(|column| column.field.text.as_str()).collect();
                for path in chart.values.iter().chain([categories]) {
                    if !columns.contains(&path.text.as_str()) {
                        let msg = Msg::SheetNoColumn { place: place.into(), field: path.text.clone() };
                        self.faults.push(Error::new(ErrorKind::Config, msg).near(&path.text, columns.iter().copied()));
                    }
                }
            }
            _ => self.fault(Msg::SheetChart { place: place.into() }),
        }
    }

    /// A field of the block, or of the whole data.
    fn scoped(&mut self, item: &str, path: &Path, place: &str) -> Option<(String, Type)> {
        match self.known.find(item, path) {
            Some(found) => Some(found),
            None => self.found("", path, place),
        }
    }

    fn found(&mut self, base: &str, path: &Path, place: &str) -> Option<(String, Type)> {
        let found = self.known.find(base, path);
        if found.is_none() {
            let msg = Msg::SheetNoField { place: place.into(), field: path.text.clone() };
            self.faults.push(Error::new(ErrorKind::Config, msg).near(&path.text, self.known.below(base)));
        }
        found
    }

    /// The names in a text, of both languages.
    fn text(&mut self, words: &Words, place: &str, own: &[&str]) {
        for name in [&words.zh, &words.en].into_iter().flat_map(|text| texts::names(text, own)) {
            let Some(path) = Path::parse(&name) else { continue };
            self.found("", &path, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Scrubber};
    use crate::report::contract::{self, Shape};

    fn told(text: &str) -> Vec<String> {
        let known = Known::of(contract::of(Shape::Narrative));
        match Description::parse(text, "sheet.toml").and_then(|description| description.check(&known, "sheet.toml")) {
            Ok(_) => Vec::new(),
            Err(error) => error.lines(Lang::Zh, &Scrubber::default()),
        }
    }

    #[test]
    fn a_good_description_takes_its_types_from_the_contract() {
        let text = include_str!("samples/month.toml");
        let known = Known::of(contract::of(Shape::Narrative));
        let description = Description::parse(text, "x").unwrap().check(&known, "x").unwrap();
        assert_eq!(description.sheets[0].columns[0].kind, Some(Kind::Text));
        assert_eq!(description.sheets[1].columns.iter().find(|c| c.field.text == "since").unwrap().kind, Some(Kind::Time));
    }

    #[test]
    fn every_fault_is_told_with_what_was_meant() {
        let sheet = |body: &str| format!("title = {{ zh-CN = 't' }}\n[[sheet]]\nname = {{ zh-CN = 'n' }}\n{body}");
        insta::assert_snapshot!(told(&sheet("rows = 'findings.lefd'")).join("\n"), @"
        错误：sheet.toml: sheet[1] ：数据里没有 findings.lefd 。
        提示：是否要写 findings.left ？
        ");
        insta::assert_snapshot!(told(&sheet("rows = 'findings.left'\n[[sheet.column]]\nfield = 'levl'\ntitle = { zh-CN = '{{ report.perid }}' }")).join("\n"), @"
        错误：sheet.toml: sheet[1].column[1] ：数据里没有 levl 。
        提示：是否要写 level ？
        ");
        insta::assert_snapshot!(told(&sheet("rows = 'findings.left'\nhead = [{ zh-CN = '{{ report.perid }}' }]\n[[sheet.column]]\nfield = 'says'\ntitle = { zh-CN = 'x' }\ntotal = 'sum'")).join("\n"), @"
        错误：sheet.toml: sheet[1] ：数据里没有 report.perid 。
        提示：是否要写 report.period ？
        错误：sheet.toml: sheet[1].column[1] ：says 不是数字，不能求和或求平均。
        ");
        insta::assert_snapshot!(told(&sheet("rowz = 'x'")).join("\n"), @"
        错误：sheet.toml:4 ：表格描述不能读：不是合法的 TOML，或有不认识的键、不合适的值。
        原因：unknown field `rowz`, expected one of `name`, `rows`, `head`, `empty`, `freeze`, `filter`, `landscape`, `column`, `chart`
        提示：是否要写 rows ？
        ");
        insta::assert_snapshot!(told(&sheet("rows = 'summary'\n[[sheet.column]]\nfield = 'x'\ntitle = { zh-CN = 'x' }")).join("\n"), @"错误：sheet.toml: sheet[1] ：summary 不是列表。");
        insta::assert_snapshot!(told(&sheet("rows = 'business.tables[].rows'\n[[sheet.column]]\nfield = 'values[*]'\ntitle = { zh-CN = 'x' }\n[[sheet.chart]]\ncategories = 'name'\nvalues = ['valuez']")).join("\n"), @"
        错误：sheet.toml: sheet[1].column[1] ：列标题：一列写 title，values[*] 这样的多列写 titles。
        错误：sheet.toml: sheet[1].chart[1] ：图用到的 valuez 不是本表的列。
        错误：sheet.toml: sheet[1].chart[1] ：图用到的 name 不是本表的列。
        ");
    }
}
