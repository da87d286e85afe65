//! All integration tests in one binary. A file in this folder that is not declared here fails `structure::no_test_file_is_forgotten`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::print_stdout, clippy::disallowed_methods)]

mod backup;
mod backup_hostile;
mod backup_keep;
mod backup_manifest;
mod backup_media;
mod backup_past;
mod backup_report;
mod bad_input;
mod calendar;
mod catalog;
mod corpus;
mod env;
#[path = "../../benches/fabricate.rs"]
mod fabricate;
mod generated;
mod host_broken;
mod host_many;
mod host_outputs;
mod host_reach;
mod host_shells;
mod host_site;
mod host_unix;
mod interval;
mod knowledge;
mod lab;
mod logs;
#[path = "../../benches/common/make_dump.rs"]
#[allow(dead_code, reason = "each of its users needs another part of it")]
mod make_dump;
mod office;
mod oralab;
mod release_form;
mod release_kill;
mod release_package;
mod release_run_kill;
mod release_site;
mod release_story;
mod release_tomcat;
mod release_trouble;
mod replay;
mod report;
mod report_business;
mod report_form;
mod report_hostile;
mod report_records;
mod report_set;
mod restore;
mod restore_postgres;
mod spool;
mod ssh;
mod ssh_hostile;
mod ssh_sftp;
mod ssh_talk;
mod sshd;
mod structure;
mod template;
mod ticket;
mod ticket_clocks;
mod ticket_forms;
mod ticket_import;
mod ticket_walk;
mod wire;
mod worklog;
