part vmstat_v
vmstat -v
