//! Names, groups and tags pick targets in the order of reports; what picks nothing is an error that helps.

use super::*;
use crate::error::Error;

fn world() -> World {
    let groups = "[group.core]\norder = 1\n[group.edge]\norder = 2\n";
    let targets = [
        target("zeta", "group = \"core\"\norder = 1\ntags = [\"rac\"]"),
        target("alfa", "group = \"core\""),
        target("beta", "group = \"edge\"\ntags = [\"rac\"]"),
        target("off", "group = \"edge\"\nenabled = false"),
        target("alone", ""),
    ];
    World::new().with("site/targets.toml", format!("{groups}{}", targets.concat()))
}

fn pick(names: &[&str], groups: &[&str], tags: &[&str]) -> Result<Vec<String>, Error> {
    let own = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let config = world().load().unwrap();
    let found = config.select(&own(names), &own(groups), &own(tags))?;
    Ok(super::names(&found).into_iter().map(str::to_owned).collect())
}

#[test]
fn order_is_group_then_target_then_name_and_the_ungrouped_come_last() {
    assert_eq!(pick(&[], &[], &[]).unwrap(), ["zeta", "alfa", "beta", "alone"]);
}

#[test]
fn everything_that_is_named_is_taken_once() {
    assert_eq!(pick(&["alone", "alfa", "alfa"], &[], &[]).unwrap(), ["alfa", "alone"]);
    assert_eq!(pick(&["beta"], &["core"], &[]).unwrap(), ["zeta", "alfa", "beta"]);
    assert_eq!(pick(&[], &["core"], &["rac"]).unwrap(), ["zeta", "alfa", "beta"]);
}

#[test]
fn a_disabled_target_is_refused_by_name_and_left_out_of_its_group() {
    assert_eq!(pick(&[], &["edge"], &[]).unwrap(), ["beta"]);
    let text = pick(&["off"], &[], &[]).unwrap_err().lines(Lang::En, &Scrubber::default()).join("\n");
    assert!(text.contains("off is disabled") && text.contains("targets.toml:"), "{text}");
}

#[test]
fn every_unknown_word_is_reported_with_what_was_meant() {
    let lines = pick(&["alfe", "quux"], &["cora"], &["rak"]).unwrap_err().lines(Lang::En, &Scrubber::default());
    assert_eq!(
        lines,
        [
            "error: there is no target named alfe.",
            "hint: did you mean alfa ?",
            "error: there is no target named quux.",
            "hint: see the configured targets with opsctl config show",
            "error: there is no group or tag named cora.",
            "hint: did you mean core ?",
            "error: there is no group or tag named rak.",
            "hint: did you mean rac ?",
        ]
    );
}

#[test]
fn no_target_at_all_is_an_error() {
    let text = World::new().load().unwrap().select(&[], &[], &[]).unwrap_err();
    assert!(text.lines(Lang::En, &Scrubber::default()).join("\n").contains("opsctl init"));
}

#[test]
fn two_targets_at_one_address_are_a_warning() {
    let world = World::new().with("site/targets.toml", target("a", "") + &target("b", "").replace("b:1521", "//A:1521"));
    let config = world.load().unwrap();
    let warnings: Vec<_> = config.warnings.iter().map(|w| w.to(Lang::En)).collect();
    assert_eq!(warnings, ["the targets b and a have the same address: //A:1521/orcl"]);
}
