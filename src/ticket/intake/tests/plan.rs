//! What an import changes, by three values for each field.

use std::collections::BTreeMap;

use super::super::{Here, Plan, Planned, Step, Why, plan};
use super::{said, table};
use crate::model::ticket::{Field, Fields, Origin};

/// The tickets of one platform that are here, and what was kept of its imports.
#[derive(Default)]
struct House {
    tickets: BTreeMap<String, Here>,
    bases: BTreeMap<String, Fields>,
}

impl House {
    fn plan(&self, text: &str) -> Plan {
        let rows = table(text.as_bytes()).unwrap().rows;
        let here = |number: &str| self.tickets.get(number).cloned().into_iter().collect();
        plan("运维平台", rows, &here, &|number| self.bases.get(number).cloned())
    }

    /// Does what was planned.
    fn import(&mut self, text: &str) -> Plan {
        let plan = self.plan(text);
        for Planned { row, step, base } in &plan.rows {
            let no = format!("YW-{}", row.number);
            let ticket = self.tickets.entry(row.number.clone()).or_insert(Here { no, fields: Fields::new() });
            match step {
                Step::New { .. } => ticket.fields.clone_from(&row.fields),
                Step::Same { .. } => {}
                Step::Changed { fields, .. } => ticket.fields.extend(fields.clone()),
            }
            ticket.fields.retain(|_, value| !value.is_empty());
            self.bases.insert(row.number.clone(), base.clone());
        }
        plan
    }

    fn edit(&mut self, number: &str, field: Field, value: &str) {
        self.tickets.get_mut(number).unwrap().fields.insert(field, value.into());
    }

    fn get(&self, number: &str, field: Field) -> &str {
        self.tickets[number].fields.get(&field).map_or("", String::as_str)
    }
}

fn same(plan: &Plan) -> bool {
    plan.rows.iter().all(|planned| matches!(planned.step, Step::Same { .. }))
}

const FIRST: &str = "编号,标题,模块,处理人\n1,申报失败,申报,张三\n2,查询慢,查询,\n";

#[test]
fn the_same_file_twice_changes_nothing() {
    let mut house = House::default();
    let first = house.import(FIRST);
    let origin = Origin::Platform { name: "运维平台".into(), number: "1".into() };
    assert_eq!(first.rows[0].step, Step::New { origin });
    assert!(same(&house.import(FIRST)));
    house.edit("1", Field::Module, "征收");
    assert!(same(&house.import(FIRST)), "what we changed stays");
    assert_eq!(house.get("1", Field::Module), "征收");
}

#[test]
fn what_they_changed_comes_in_and_what_both_changed_is_a_conflict() {
    let mut house = House::default();
    house.import(FIRST);
    house.edit("1", Field::Module, "征收");
    let second = "编号,标题,模块,处理人\n1,申报提交失败,发票,\n2,查询慢,查询,李四\n";
    let plan = house.import(second);
    let Step::Changed { no, fields, conflicts } = &plan.rows[0].step else { panic!("{plan:?}") };
    assert_eq!(no, "YW-1");
    assert_eq!(fields[&Field::Title], "申报提交失败");
    assert_eq!(fields[&Field::Assignee], "", "what they took away goes");
    let both: Vec<_> = conflicts.iter().map(|(field, clash)| (*field, clash.ours.as_str(), clash.theirs.as_str())).collect();
    assert_eq!(both, [(Field::Module, "征收", "发票")]);
    assert_eq!((house.get("1", Field::Module), house.get("2", Field::Assignee)), ("征收", "李四"));
    assert!(same(&house.import(second)), "a conflict is told once");
    house.edit("1", Field::Module, "发票");
    assert!(same(&house.import(second)), "both say the same now");
}

#[test]
fn a_column_that_is_not_there_says_nothing() {
    let mut house = House::default();
    house.import(FIRST);
    assert!(same(&house.import("编号,标题\n1,申报失败\n")));
    assert_eq!(house.get("1", Field::Assignee), "张三");
    house.import("编号,标题,处理人\n1,申报失败,\n");
    assert_eq!(house.get("1", Field::Assignee), "", "an empty cell of a column does");
    assert_eq!(house.bases["1"].get(&Field::Module).map(String::as_str), Some("申报"), "what was known before is kept");
}

#[test]
fn a_ticket_that_was_never_imported_is_not_written_over() {
    let mut house = House::default();
    house.tickets.insert("1".into(), Here { no: "YW-9".into(), fields: [(Field::Title, "我们的".into())].into() });
    let plan = house.plan(FIRST);
    let Step::Changed { fields, conflicts, .. } = &plan.rows[0].step else { panic!("{plan:?}") };
    assert_eq!(fields.keys().copied().collect::<Vec<_>>(), [Field::Module, Field::Assignee]);
    assert_eq!((conflicts.len(), &conflicts[&Field::Title].base), (1, &None));
}

#[test]
fn several_tickets_of_one_number_are_a_fault() {
    let rows = table(FIRST.as_bytes()).unwrap().rows;
    let two = |no: &str| ["a", "b"].map(|letter| Here { no: format!("{letter}{no}"), fields: Fields::new() }).to_vec();
    let plan = plan("x", rows, &|number| if number == "1" { two(number) } else { Vec::new() }, &|_| None);
    assert_eq!((plan.rows.len(), &plan.faults[0].why), (1, &Why::Many { tickets: vec!["a1".into(), "b1".into()] }));
    assert_eq!(said(&plan.faults), ["第 2 行：单号 1 在这里对应几张单（a1 b1），没有改动。"]);
}
