part ps
ps -el | awk '
  NR == 1 { if ($2 != "S") exit; next }
  {
    n++
    name[$4] = $NF
    if ($2 == "Z") { k++; if (k <= 20) { p[++i] = $4; o[i] = $5 } }
  }
  END {
    for (j = 1; j <= i; j++) print "Z", p[j], o[j], name[p[j]], (o[j] in name) ? name[o[j]] : "-"
    print "total", n + 0, k + 0, 0
  }'
