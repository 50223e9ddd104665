#!/bin/sh
# Makes the font files in this folder from the Noto fonts of Debian's package fonts-noto-core (SIL Open Font License 1.1).
# usage: subset.sh FOLDER-WITH-NOTO-TTF     needs pyftsubset (fonttools)
# Why subsets: shaping is a third of a page's cost and grows with the layout tables a font carries, and the files go into the binary.
set -eu
from=$1; to=$(cd "$(dirname "$0")" && pwd)
cut() { # name, unicodes, features
  pyftsubset "$from/$1.ttf" --output-file="$to/$1.ttf" --unicodes="$2" --layout-features="$3" --no-hinting --desubroutinize --name-IDs='1,2,4,6,13,14' --notdef-outline --drop-tables+=DSIG
}
latin='U+0020-007E,U+00A0-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+1F00-1FFF,U+2010-2027,U+202F-205E,U+2070-208E,U+20A0-20BF,U+2100-214F,U+2190-2193,U+2212,U+25CC,U+FB00-FB04,U+FFFD'
for face in Regular Bold; do
  cut "NotoSans-$face" "$latin" 'ccmp,locl,kern,mark,mkmk,tnum,lnum'
  cut "NotoSansArabic-$face" 'U+0020,U+00A0,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFC' '*'
done
for script in Hebrew Devanagari Bengali Gurmukhi Gujarati Tamil Ethiopic; do
  cut "NotoSans$script-Regular" '*' '*'
done
cut NotoSansSymbols2-Regular 'U+25A0-25FF,U+2605-2606,U+2610-2612,U+2713-2718,U+25CF,U+25B2' ''
