//! Rows of cells → aligned lines, Chinese counted as two columns; no borders, so that they can be copied and grepped.

/// The lines, each with its line end. Long cells are not cut: a pipe wants them whole.
pub(super) fn aligned(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING).force_no_tty();
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}
