//! Keys of groups and events.

use crate::ticket::sla::{Event, Group};

#[test]
fn every_event_has_a_key_and_is_read_from_it() {
    for key in Event::keys() {
        assert_eq!(Event::parse(key).map(Event::as_str), Some(key));
    }
    assert_eq!(Event::parse("accepted"), Some(Event::Accepted), "with its fallback");
    assert_eq!(Event::parse("受理"), None);
}

#[test]
fn groups_have_keys_of_their_own() {
    let mut keys: Vec<&str> = Group::ALL.iter().map(|group| group.as_str()).collect();
    keys.dedup();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), Group::ALL.len());
}
