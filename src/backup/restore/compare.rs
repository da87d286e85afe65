//! Rows that came back against rows that were backed up, table by table. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use super::record::Finding;
use crate::model::{Lang, Verdict, Words};
use crate::store::Counts;

/// A table with every count that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Row {
    pub name: String,
    /// By the log of the export.
    pub log: Option<u64>,
    /// By the dump itself.
    pub dump: Option<u64>,
    /// By the log of the restore.
    pub imported: Option<u64>,
    /// Counted after the restore.
    pub counted: Option<u64>,
    /// It is there, whether it has a count or not.
    #[serde(skip)]
    pub restored: bool,
    pub state: &'static str,
}

impl Row {
    fn expected(&self) -> impl Iterator<Item = u64> {
        [self.log, self.dump].into_iter().flatten()
    }

    fn found(&self) -> impl Iterator<Item = u64> {
        [self.imported, self.counted].into_iter().flatten()
    }
}

/// All tables.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Rows {
    pub tables: usize,
    pub rows: u64,
    pub same: usize,
    pub differing: usize,
    pub missing: usize,
    pub extra: usize,
    pub not_comparable: usize,
    /// Those with which something is wrong first, at most [`LISTED`].
    pub list: Vec<Row>,
    pub not_listed: usize,
    /// What is counted, where it is no table with rows.
    #[serde(skip)]
    pub unit: Option<Words>,
}

/// Tables that a record lists.
const LISTED: usize = 5000;
/// Tables that a finding names.
const NAMED: usize = 20;

/// What is known before and after.
#[derive(Debug, Clone, Default)]
pub struct Sides {
    pub log: Counts,
    pub dump: Counts,
    /// Tables of the dump whose rows cannot be counted in it.
    pub uncounted: usize,
    /// `None` for a table without a count.
    pub imported: BTreeMap<String, Option<u64>>,
    pub counted: Option<Counts>,
    /// `OWNER.TABLE`, with `*`.
    pub policy: Vec<String>,
    /// What is counted, where it is no table with rows.
    pub unit: Option<Words>,
}

impl Sides {
    /// Whether anything must have come back, whatever came back.
    #[must_use]
    pub(super) fn expects(&self) -> bool {
        !self.log.is_empty() || !self.dump.is_empty() || self.uncounted > 0 || !self.policy.is_empty()
    }
}

/// Which of the tables that were backed up a name means.
enum Meant {
    One(String),
    /// None of them.
    None,
    /// Several may be meant: nobody can say which.
    Several,
}

fn bare(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_lowercase()
}

/// Names that were backed up against all names of the other side, each looked at once.
struct Names<'a> {
    known: &'a BTreeMap<String, Row>,
    lower: HashMap<String, Vec<&'a str>>,
    /// By bare name: those that are no name of the other side as they stand; in the second, those without an owner.
    free: HashMap<String, [Vec<&'a str>; 2]>,
    /// By bare name: how many of the other side are none of the known ones as they stand.
    rivals: HashMap<String, usize>,
}

impl<'a> Names<'a> {
    fn new<'b>(known: &'a BTreeMap<String, Row>, others: impl Iterator<Item = &'b String>) -> Self {
        let mut names = Self { known, lower: HashMap::new(), free: HashMap::new(), rivals: HashMap::new() };
        if known.is_empty() {
            return names;
        }
        for key in known.keys() {
            names.lower.entry(key.to_lowercase()).or_default().push(key);
        }
        let mut taken: HashSet<String> = HashSet::new();
        for other in others {
            let lower = other.to_lowercase();
            if !names.lower.contains_key(&lower) {
                *names.rivals.entry(bare(other)).or_default() += 1;
            }
            taken.insert(lower);
        }
        for key in known.keys().filter(|key| !taken.contains(&key.to_lowercase())) {
            let [all, ownerless] = names.free.entry(bare(key)).or_default();
            all.push(key);
            if !key.contains('.') {
                ownerless.push(key);
            }
        }
        names
    }

    /// A name means itself, or what differs by case only. A table that came back under another owner is known by its bare name, where
    /// that is one table on both sides and nothing else is that table by its whole name.
    fn meant(&self, name: &str, remapped: bool) -> Meant {
        let one = |keys: &[&str]| match keys {
            [] => Meant::None,
            [key] => Meant::One((*key).to_owned()),
            _ => Meant::Several,
        };
        if self.known.contains_key(name) {
            return Meant::One(name.to_owned());
        }
        if let Some(keys) = self.lower.get(&name.to_lowercase()) {
            return one(keys);
        }
        let bare = bare(name);
        let Some([all, ownerless]) = self.free.get(&bare) else { return Meant::None };
        match one(if remapped || !name.contains('.') { all } else { ownerless }) {
            Meant::One(_) if self.rivals.get(&bare).is_some_and(|rivals| *rivals > 1) => Meant::Several,
            found => found,
        }
    }
}

/// Compares; findings of it are added.
pub fn compare(sides: &Sides, like: &dyn Fn(&str, &str) -> bool, findings: &mut Vec<Finding>) -> Rows {
    let mut known: BTreeMap<String, Row> = BTreeMap::new();
    for (name, rows) in &sides.log {
        known.insert(name.clone(), Row { name: name.clone(), log: Some(*rows), ..Row::default() });
    }
    let of_log = known.clone();
    let names = Names::new(&of_log, sides.dump.keys());
    for (name, rows) in &sides.dump {
        let key = if let Meant::One(key) = names.meant(name, false) { key } else { name.clone() };
        known.entry(key.clone()).or_insert_with(|| Row { name: key, ..Row::default() }).dump = Some(*rows);
    }
    let expected = known.clone();
    let mut unclear: HashSet<String> = HashSet::new();
    let imported = sides.imported.iter().map(|(name, rows)| (name, *rows, false));
    let counted = sides.counted.iter().flatten().map(|(name, rows)| (name, Some(*rows), true));
    let (imports, counts) =
        (Names::new(&expected, sides.imported.keys()), Names::new(&expected, sides.counted.iter().flatten().map(|c| c.0)));
    for (name, rows, is_count) in imported.chain(counted) {
        let key = match if is_count { &counts } else { &imports }.meant(name, true) {
            Meant::One(key) => key,
            Meant::None => name.clone(),
            Meant::Several => {
                unclear.insert(bare(name));
                name.clone()
            }
        };
        let row = known.entry(key.clone()).or_insert_with(|| Row { name: key, ..Row::default() });
        row.restored = true;
        if is_count {
            row.counted = rows;
        } else {
            row.imported = rows;
        }
    }
    let has_expected = !sides.log.is_empty() || !sides.dump.is_empty();
    let mut all: Vec<Row> = known.into_values().collect();
    for row in &mut all {
        let expected: Vec<u64> = row.expected().collect();
        let found: Vec<u64> = row.found().collect();
        let counted_but_gone = sides.counted.is_some() && row.counted.is_none();
        row.state = if unclear.contains(&bare(&row.name)) && (expected.is_empty() || !row.restored) {
            "not-comparable"
        } else if !expected.is_empty() && (!row.restored || counted_but_gone) {
            "missing"
        } else if expected.is_empty() && has_expected {
            "extra"
        } else if expected.is_empty() || found.is_empty() {
            "not-comparable"
        } else if expected.iter().chain(&found).all(|n| Some(n) == expected.first()) {
            "same"
        } else {
            "differs"
        };
    }
    // What the dump holds and cannot count is perhaps what is extra: then it is not.
    if sides.uncounted > 0 {
        all.iter_mut().filter(|row| row.state == "extra").for_each(|row| row.state = "not-comparable");
    }
    say(&all, sides.unit.as_ref(), findings);
    policy(sides, &all, like, findings);
    let restored = |row: &Row| row.counted.or(row.imported).unwrap_or(0);
    let sum = |rows: &mut dyn Iterator<Item = u64>| rows.fold(0, u64::saturating_add);
    let (tables, rows) = (all.iter().filter(|row| row.restored).count(), sum(&mut all.iter().map(restored)));
    let backed_up = sum(&mut all.iter().filter_map(|row| row.expected().max()));
    if tables == 0 || (rows == 0 && backed_up > 0) {
        findings.push(Finding::new(Verdict::Critical, "rows", "什么也没有恢复出来", "nothing was restored"));
    }
    let count = |state: &str| all.iter().filter(|row| row.state == state).count();
    let (same, differing, missing, extra, not_comparable) =
        (count("same"), count("differs"), count("missing"), count("extra"), count("not-comparable"));
    all.sort_by_key(|row| row.state == "same");
    let not_listed = all.len().saturating_sub(LISTED);
    all.truncate(LISTED);
    Rows { tables, rows, same, differing, missing, extra, not_comparable, list: all, not_listed, unit: sides.unit.clone() }
}

fn say(all: &[Row], unit: Option<&Words>, findings: &mut Vec<Finding>) {
    let names = |state: &str| {
        let of: Vec<&Row> = all.iter().filter(|row| row.state == state).collect();
        let more = of.len().saturating_sub(NAMED);
        let mut text: Vec<String> = of.iter().take(NAMED).map(|row| told(row)).collect();
        if more > 0 {
            text.push(format!("… +{more}"));
        }
        (of.len(), text.join("; "))
    };
    let differ = if unit.is_none() { ("行数不一致", "rows differ") } else { ("不一致", "counts differ") };
    for (state, level, zh, en) in [
        ("missing", Verdict::Critical, "备份里有，没有恢复出来", "backed up and not restored"),
        ("differs", Verdict::Critical, differ.0, differ.1),
        ("extra", Verdict::Warning, "恢复出来了，备份里没有", "restored and not backed up"),
        ("not-comparable", Verdict::Ok, "无法比较", "not comparable"),
    ] {
        let (count, list) = names(state);
        if count > 0 {
            let (unit_zh, unit_en) = unit.map_or(("张表", "tables"), |unit| (&unit.zh, unit.to(Lang::En)));
            let (zh, en) = (format!("{count} {unit_zh}{zh}：{list}"), format!("{count} {unit_en}: {en}: {list}"));
            findings.push(Finding::new(level, "rows", zh, en));
        }
    }
}

/// `HX.EMP (log 14, dump 14, imported 12, counted 12)`.
fn told(row: &Row) -> String {
    let counts = [("log", row.log), ("dump", row.dump), ("imported", row.imported), ("counted", row.counted)];
    let counts: Vec<String> = counts.iter().filter_map(|(name, n)| Some(format!("{name} {}", (*n)?))).collect();
    if counts.is_empty() { row.name.clone() } else { format!("{} ({})", row.name, counts.join(", ")) }
}

/// What the policy wants must be there, whatever the dump says of itself.
pub(super) fn policy(sides: &Sides, all: &[Row], like: &dyn Fn(&str, &str) -> bool, findings: &mut Vec<Finding>) {
    if sides.policy.is_empty() {
        return;
    }
    let names: Vec<String> = all.iter().filter(|row| row.restored && row.state != "missing").map(|row| row.name.to_uppercase()).collect();
    let there = |pattern: &String| {
        let bare = pattern.rsplit('.').next().unwrap_or(pattern);
        names.iter().any(|name| like(pattern, name) || (!name.contains('.') && like(bare, name)))
    };
    let lacking: Vec<&str> = sides.policy.iter().filter(|pattern| !there(pattern)).map(String::as_str).collect();
    if !lacking.is_empty() {
        let (zh, en) = (lacking.join("、"), lacking.join(", "));
        findings.push(Finding::new(
            Verdict::Critical,
            "rows",
            format!("策略要求的表没有恢复出来：{zh}"),
            format!("tables that the policy asks for were not restored: {en}"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(of: &[(&str, u64)]) -> Counts {
        of.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
    }

    fn states(sides: &Sides) -> (Vec<(String, &'static str)>, Verdict) {
        let mut findings = Vec::new();
        let rows = compare(sides, &|a, b| a == b, &mut findings);
        let mut list: Vec<_> = rows.list.into_iter().map(|row| (row.name, row.state)).collect();
        list.sort();
        (list, findings.iter().map(|f| f.level).max().unwrap_or(Verdict::Ok))
    }

    #[test]
    fn each_table_is_compared_by_every_count_there_is() {
        let sides = Sides {
            log: counts(&[("HX.A", 3), ("HX.B", 5), ("HX.C", 1), ("HX.E", 0)]),
            dump: counts(&[("HX.A", 3), ("HX.B", 5)]),
            counted: Some(counts(&[("RT.A", 3), ("RT.B", 4), ("RT.D", 9), ("RT.E", 0)])),
            ..Sides::default()
        };
        let (list, worst) = states(&sides);
        let told: Vec<(&str, &str)> = list.iter().map(|(name, state)| (name.as_str(), *state)).collect();
        assert_eq!(told, [("HX.A", "same"), ("HX.B", "differs"), ("HX.C", "missing"), ("HX.E", "same"), ("RT.D", "extra")]);
        assert_eq!(worst, Verdict::Critical);
    }

    #[test]
    fn a_name_of_two_owners_is_not_guessed_at() {
        let side = |log: &[(&str, u64)], back: &[(&str, u64)]| {
            let sides = Sides { log: counts(log), counted: Some(counts(back)), ..Sides::default() };
            states(&sides).0.into_iter().map(|(name, state)| format!("{name} {state}")).collect::<Vec<_>>()
        };
        let two = [("A.T", 3), ("B.T", 5)];
        assert_eq!(side(&two, &two), ["A.T same", "B.T same"]);
        assert_eq!(side(&two, &[("A.T", 3), ("B.T", 5), ("X.T", 1)]), ["A.T same", "B.T same", "X.T extra"]);
        assert_eq!(side(&two, &[("RT.T", 3)]), ["A.T not-comparable", "B.T not-comparable", "RT.T not-comparable"]);
        assert_eq!(side(&[("A.T", 3)], &[("X.T", 3), ("Y.T", 4)]), ["A.T not-comparable", "X.T not-comparable", "Y.T not-comparable"]);
        assert_eq!(side(&[("A.T", 3)], &[("A.T", 3), ("X.T", 4)]), ["A.T same", "X.T extra"]);
        assert_eq!(side(&[("a.t", 3)], &[("A.T", 3), ("X.U", 1), ("Y.U", 2)]), ["X.U extra", "Y.U extra", "a.t same"]);
    }

    #[test]
    fn a_hundred_thousand_tables_are_compared_in_linear_time() {
        let side = |owner: &str, more: u64| -> Counts { (0..100_000_u64).map(|n| (format!("{owner}{}.T{n}", n * more), n)).collect() };
        let sides = Sides { log: side("HX", 0), dump: side("hx", 0), counted: Some(side("RT", 0)), ..Sides::default() };
        let rows = compare(&sides, &|a, b| a == b, &mut Vec::new());
        assert_eq!((rows.same, rows.tables, rows.not_listed), (100_000, 100_000, 95_000));
        // All of one name, each of an owner of its own: nobody knows which is which.
        let of = |owner: &str| -> Counts { (0..100_000_u64).map(|n| (format!("{owner}{n}.T"), n)).collect() };
        let sides = Sides { log: of("A"), counted: Some(of("B")), policy: vec!["X.*".into()], ..Sides::default() };
        assert_eq!(compare(&sides, &|a, b| a == b, &mut Vec::new()).not_comparable, 200_000);
    }

    #[test]
    fn sums_do_not_overflow() {
        let sides = Sides { counted: Some(counts(&[("A.T", u64::MAX), ("A.U", 2)])), ..Sides::default() };
        assert_eq!(compare(&sides, &|a, b| a == b, &mut Vec::new()).rows, u64::MAX);
    }

    #[test]
    fn nothing_restored_and_nothing_to_compare_with() {
        let nothing = Sides { log: counts(&[("A.T", 3)]), counted: Some(Counts::new()), ..Sides::default() };
        assert_eq!(states(&nothing).1, Verdict::Critical);
        let alone = Sides { counted: Some(counts(&[("T", 3)])), ..Sides::default() };
        assert_eq!(states(&alone), (vec![("T".to_owned(), "not-comparable")], Verdict::Ok));
        let policy = Sides { policy: vec!["HX.U".into()], counted: Some(counts(&[("HX.T", 3)])), ..Sides::default() };
        assert_eq!(states(&policy).1, Verdict::Critical);
        let only_log = Sides { log: counts(&[("HX.T", 3)]), imported: BTreeMap::from([("RT.T".to_owned(), Some(3))]), ..Sides::default() };
        assert_eq!(states(&only_log), (vec![("HX.T".to_owned(), "same")], Verdict::Ok));
    }
}
