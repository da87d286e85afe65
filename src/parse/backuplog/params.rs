//! The command line of a run, where the log has it: which dump files, which schemas, and what makes it do nothing.

use super::run::Mode;

/// What the parameters say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Params {
    pub(super) dumps: Vec<String>,
    pub(super) schemas: Vec<String>,
    pub(super) tables: Vec<String>,
    pub(super) mode: Option<Mode>,
    /// `ESTIMATE_ONLY=Y`, `SQLFILE=`, `SHOW=Y`: the run reads and says, and writes nothing.
    pub(super) no_work: bool,
    /// `ROWS=N`, `CONTENT=METADATA_ONLY`.
    pub(super) no_rows: bool,
}

/// Whether a line is a call of one of the tools, as a shell or a script shows it.
pub(super) fn is_command(line: &str) -> bool {
    let mut words = line.split([' ', '>', '$', '#', '/', '\\', ':', '"']);
    let tool = |word: &str| {
        let name = word.strip_suffix(".exe").or(word.strip_suffix(".EXE")).unwrap_or(word);
        ["exp", "imp", "expdp", "impdp"].iter().any(|tool| name.eq_ignore_ascii_case(tool))
    };
    line.contains('=') && words.any(tool)
}

/// Reads `key=value` words; lists may be in brackets and have blanks behind their commas.
pub(super) fn params(line: &str) -> Params {
    let mut params = Params::default();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('=') {
        let key = before.rsplit([' ', '(', '"', '\\']).find(|word| !word.is_empty()).unwrap_or_default().to_ascii_lowercase();
        let value = behind.trim_start();
        let (value, after) = if let Some(list) = value.strip_prefix('(') {
            list.split_once(')').unwrap_or((list, ""))
        } else {
            value.split_at(value.find(' ').unwrap_or(value.len()))
        };
        params.set(&key, value);
        rest = after;
    }
    params
}

impl Params {
    fn set(&mut self, key: &str, value: &str) {
        let yes = value.get(..1).is_some_and(|v| v.eq_ignore_ascii_case("y"));
        let names = || value.split(',').map(|name| name.trim_matches([' ', '"', '\'', '\\', ';'])).filter(|name| !name.is_empty());
        match key {
            // `DIRECTORY:file` names the directory with the file.
            "dumpfile" | "file" => {
                let files = names().map(|name| name.rsplit_once(':').filter(|(dir, _)| dir.len() > 1).map_or(name, |(_, file)| file));
                self.dumps.extend(files.map(str::to_owned));
            }
            "schemas" | "owner" | "fromuser" => {
                self.schemas.extend(names().map(str::to_ascii_uppercase));
                self.mode = self.mode.or(Some(Mode::Schemas));
            }
            "tables" => {
                self.tables.extend(names().map(str::to_ascii_uppercase));
                self.mode = Some(Mode::Tables);
            }
            "full" if yes => self.mode = Some(Mode::Full),
            "tablespaces" => self.mode = self.mode.or(Some(Mode::Tablespaces)),
            "transport_tablespaces" | "transport_datafiles" => self.mode = Some(Mode::Transportable),
            "sqlfile" => self.no_work = true,
            "estimate_only" | "show" if yes => self.no_work = true,
            "rows" if value.get(..1).is_some_and(|v| v.eq_ignore_ascii_case("n")) => self.no_rows = true,
            "content" if value.eq_ignore_ascii_case("metadata_only") => self.no_rows = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_known_by_their_tool() {
        for line in
            ["$ exp scott/x file=a.dmp", "D:\\bak> EXPDP system/x dumpfile=a", "/u01/bin/imp u/p full=y", "oracle@h:~> impdp u/p full=y"]
        {
            assert!(is_command(line), "{line}");
        }
        for line in ["exporting x=1", "expdp", "CONFIGURE EXP", "regexp a=b"] {
            assert!(!is_command(line), "{line}");
        }
    }

    #[test]
    fn names_of_lists_and_single_values() {
        let p = params("system/******** directory=D dumpfile=D1:a_%U.dmp, schemas=hr,\"Oe\" logfile=x.log parallel=4");
        assert_eq!((p.dumps, p.schemas, p.mode), (vec!["a_%U.dmp".into()], vec!["HR".into(), "OE".into()], Some(Mode::Schemas)));
        let p = params("exp u/p file=d:\\bak\\a.dmp tables=(emp, dept) rows=n");
        assert_eq!((p.dumps, p.tables, p.no_rows), (vec!["d:\\bak\\a.dmp".into()], vec!["EMP".into(), "DEPT".into()], true));
        assert!(params("expdp u/p full=y estimate_only=Y").no_work && params("impdp sqlfile=a.sql").no_work);
        assert_eq!(params("= = =="), Params::default());
    }
}
