part total
machinfo 2>/dev/null | grep -i '^ *memory' || dmesg 2>/dev/null | grep 'Physical:'
part vmstat
vmstat 2 2
