/* xlsx_peer PATH ROWS: the table of benches/xlsx.rs through libxlsxwriter in constant memory, with the same formats. Prints its seconds. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <xlsxwriter.h>

static const char *WORDS[] = {"城乡居民养老保险", "机关事业单位", "已申报", "未缴费", "国家税务总局某某市税务局", "正常"};

static lxw_format *format(lxw_workbook *book, const char *number, int wrap) {
    lxw_format *made = workbook_add_format(book);
    format_set_font_name(made, "宋体");
    format_set_font_size(made, 11);
    format_set_border(made, LXW_BORDER_THIN);
    format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
    if (number) format_set_num_format(made, number);
    if (wrap) format_set_text_wrap(made);
    return made;
}

int main(int argc, char **argv) {
    if (argc != 3) return 3;
    struct timespec began, ended;
    clock_gettime(CLOCK_MONOTONIC, &began);
    unsigned rows = (unsigned) strtoul(argv[2], NULL, 10);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = NULL};
    lxw_workbook *book = workbook_new_opt(argv[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    lxw_format *whole = format(book, "#,##0", 0), *decimal = format(book, "#,##0.00", 0);
    lxw_format *text = format(book, NULL, 1), *moment = format(book, "yyyy-mm-dd hh:mm:ss", 0);
    char buffer[64];
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_column(sheet, 0, 19, 20, NULL);
    for (unsigned column = 0; column < 20; column++) {
        snprintf(buffer, sizeof buffer, "第 %u 列", column);
        worksheet_write_string(sheet, 0, (lxw_col_t) column, buffer, text);
    }
    for (unsigned n = 0; n < rows; n++) {
        unsigned row = n + 1;
        for (unsigned column = 0; column < 10; column++) {
            if (column % 2 == 0)
                worksheet_write_number(sheet, row, (lxw_col_t) column, n * (column + 1) % 1000003, whole);
            else
                worksheet_write_number(sheet, row, (lxw_col_t) column, n % 9973 * 1.37, decimal);
        }
        for (unsigned column = 10; column < 18; column++)
            worksheet_write_string(sheet, row, (lxw_col_t) column, WORDS[(n * 7 + column) % 6], text);
        /* Days are enough to cost what a time costs. */
        worksheet_write_number(sheet, row, 18, 46296 + n / 1440.0, moment);
        snprintf(buffer, sizeof buffer, "业务流水 %08u 办结", n);
        worksheet_write_string(sheet, row, 19, buffer, text);
    }
    lxw_error error = workbook_close(book);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    printf("%.3f\n", (double) (ended.tv_sec - began.tv_sec) + (double) (ended.tv_nsec - began.tv_nsec) / 1e9);
    return error ? 1 : 0;
}
