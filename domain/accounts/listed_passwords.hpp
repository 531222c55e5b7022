#pragma once
#include <string_view>

namespace portal {

// The passwords of the 30,000-list of zxcvbn 4.4.2 (MIT, Dropbox) that satisfy our rules and that libzxcvbn, whose list
// is an older one, takes for good. Lower case, in order, parted by white space; at both ends too.
inline constexpr std::string_view listed_passwords = R"(
%e2%82%ac 013cpfza 01telemike01 033028pw 0cdh0v99ue 0o9i8u7y6t 0p9o8i7u 0raziel0 1029384756q 10293847qp 118a105b
123321qweewq 1234qwerasdfzxcv 123hfjdk147 123qwe456rty 123qweasdzx 12e3e456 12qw34er56ty 12s3t4p55 134kzbip 14vbqk9p
158uefas 15s9pu03 18n28n24a 19371ayj 1986irachka 19mtpgam19 1a2a3a4a 1a2a3a4a5a 1a2s3d4f 1a2s3d4f5g 1a2s3d4f5g6h
1corvett 1creativ 1hxboqg2 1hxboqg2s 1j9e7f6f 1q2q3q4q 1q2q3q4q5q 1q3e5t7u 1qa2ws3e 1qa2ws3ed 1qa2ws3ed4rf
1qa2ws3ed4rf5tg 1qay2wsx 1qayxsw2 1qaz2wsx3edc4rfv 1qazxsw23edcvfr4 1s1h1e1f1 1sunshin 1w2q3r4e 1w2w3w4w 1xrg4kcq
1z2x3c4v 1z2x3c4v5b 200190ru 213qwe879 221195ws 2278124q 22q04w90e 2305822q 23176djivanfros 2401pedro 245lufpq
248ujnfk 24pnz6kc 260zntpc 26429vadim 267ksyjf 287hf71h 2b4dnvsx 2b8riedt 2bornot2b 2dumb2live 2i5fdruv 2kash6zq
2sexy2ho 2ykn5ccf 305pwzlr 321ret32 32615948worms 33rjhjds 343104ky 3611jcmg 38gjgeuftd 3f3fpht7op 3rjs1la7qe
3syqo15hil 3techsrl 4077mash 413276191q 41d8cd98f00b 44e3ebda 4506802a 45m2do5bs 478jfszk 4809594q 4815162342a
4815162342lost 4815162342q 48n25rcc 4904s677075 495rus19 4ebouux8 4fa82hyx 4g3izhox 4gxrzemq 4rzp8ab7 531879fiz
5411pimo 565hlgqo 567rntvm 59382113kevinp 5c92v5h6 5gtgiaxm 5hsu75kpot 5w76rnqp 625vrobg 6339cndh 640xwfkv 6458zn7a
669e53e1 671fsa75yt 682regkh 6846kg3r 6gcf636i 6jhwmqku 6xe8j2z4 754740g0 7653ajl1 7777755102q 78n3s5af 7ertu3ds
7f4df451 7hrdnw23 7imjfstw 7jokx7b9du 7ovtgimc 7ugd5hip2j 80070633pc 8096468644q 8363eddy 86chevyx 878kckxy
87e5nclizry 89231243658s 8928190a 89876065093rax 8phrowz622 8phrowz624 8xuuobe4 9293709b13 989244342a 99strenght
9hmlpyjd 9hotpoin 9kyq6fge 9z5ve9rrcz a19l1980 a1a2a3a4 a1a2a3a4a5 a1l2e3x4 a1s2d3f4 a1s2d3f4g5 a1s2d3f4g5h6 a32tv8ls
a3eilm2s2y a7nz8546 a8kd47v5 ab12cd34 ac2zxdty acun3t1x admin18533362 adv12775 adxel187 aezakmi1 agapov58 ajcuivd289
alino4ka am4h39d8nh an83546921an13 aq1sw2de3 arnster55 arwpls4u asdf67nm asfnhg66 at4gftlw autopas1 awo8rx3wa8t
azfpc310 bg6njokf bmw318is bmw330ci bmw750il bondra12 boredboi4u boy4u2ownnyc bri5kev6 brillo021 bsheep75 bujhm123
c32649135 c3por2d2 c43dae874d c43qpul5rz cab4ma99 cahek0980 cbr929rr chicco22 chickenwing101 cidkid86 cjxb2014
ck6znp42 cmu9ggzh colole57 core2duo corvett1 cptnz062 cqub6553 creativ1 cvzefh1gk cvzefh1gkc d1i2m3a4 d78unhxq
dabl1125 daisy3112 danil8098 dbm123dm deflep27 devilmaycry4 devo2706 dfyjdf846 dgl70460 djg4bb4b dm6tzsgp dogphil3650
domainlock2005 dro8smwq ds7zamnw eae21157 efbcapa201 el345612 el546218 f1f2f3f4 f8yruxoj fbi11213 fcc5nky2 ferien12
fhntv1998 fjnq8915 fk8bhydb fkbyf001 fkg7h4f3v6 fkojn6gb fktif6115 fktrcfylh1 fm12mn12 ford9402 fordgt40 fre_ak8yj
fsd9shtyu futyn007 fylhtq123 fylhtq95 fynjy123 gb15kv99 gborv526 gbplf123 gbpltw123 geolog323 gfhjkm007 gfhjkm11
gfhjkm12 gfhjkm123 gfhjkm13 gfhjkm135 gfhjkm22 gfhjkm777 ghbdtn12 ghbdtn123 ghbdtnbr1 ghhh47hj764 ghhh47hj7649
ghjcnj123 ghjcnjnfr1 gobuffs2 gordolee85 gsxr1100 gtogto43 gy3yt2rgls gznybwf13 h200svrm h397pnvr h9iymxmc hawkdog79
hd764nw5d7e1vb1 hedj2n4q hkger286 hot2trot hpmrbm41 hshfd4n279 hunt0802 hxp4life iampurehaha2 icam4usb ikmvw103
j3qq4h7h2v jaydog472 jg3h4hfn jhnjgtl12 jhrl0821 jigei743ks jor23dan joxury8f jtuac3my jumpman23 jzf7qf2e k9dls02a
kanmax1994 kd189nlcih kekskek1 kfnju842 kki177hk klaudia1 knopo4ka kodaira52 koetsu13 kondom25 kr9z40sy ktnj2010
kzsfj874 l0swf9gx l58jkdjp! l8g3bkde lainth88 left4dead2 len2ski1 lewie622 lg2wmgvr lhbjkjubz2957704 ljb4dt7n lolkin09
lololyo123 lopotok01 losfix16 lost4815162342 lotrfotr34 lovezp1314 lp2568cskt lsia9dnb9y lvbnhbq1 lzbs2twz lzhan16889
m6cjy69u35 m7hsqstm macsan26 mailcreated5240 maks5843 mangust6403 maprchem56458 mattylad10 mazdamx5 mazdarx8 mdmaiwa3
miatamx5 mick7278 microlab1 mimi92139 mine2306 miruvor79 mom4u4mm montgom240 moom4242 moom4261 mosias98 mtwapa1a
mvtnr765 mxaigtg5 n7td4bjl n8skfswa nccpl25282 ndshnx4s nemvxyheqdd5oqxyxyzi nhfdvfnjkju123 nissan350z nohack04
nokia2700 nokia3110 nokia3250 nokia5130 nokia5200 nokia5228 nokia5300 nokia5530 nokia5610 nokia5800 nokia6120
nokia6131 nokia6230i nokia6233 nokia6500 nokia7610 nokian73 nokian95 noncapa0 nuaddn9561 o4izdmxu oc247ngucz odgez8j3
odt4p6sv8 ofclr278 oqglh565 ow8jtcs8t p030710p$e4o p0o9i8u7y6 p2ssw0rd paraklast1974 pgszt6md phezc419hv plhy6hql
polniypizdec0211 polniypizdec110211 postov10 pqnr67w5 psychnaut1 pufunga7782 q1q2q3q4 q1q2q3q4q5 q1w2e3r4t5y6
q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8 q1w2e3r4t5y6u7i8o9p0 q8zo8wzq qaz123wsx456 qaz1wsx2 qcxdw8ry qmezrxg4 qmpq39zr
qpful542 queenas8151 qw12er34 rattolo58 rb26dett rdgpl3ds rebbyt34 rfnthbyf1988 rhind101 rlzwp503 rvgmw2gl rz93qpmq
s1s2s3s4 s5r8ed67s s7fhs127 s9te949f safeu851 saisg002 sasha_007 sataniv1993 saun24865709 scoubidou2 scoubidou6
sd3lpgdr sd3utre7 sdsadee23 sebora64 segblue2 sk84life sk8ordie skorpion39 sojdlg123aljg soso123aljg spam967888
sr20dett ssbt8ae2 str8edge sunshin1 sys64738 t34vfrc1991 t3fkvkmj tamwsn3sja tdeir8b2 techn9ne timoxa94 tiribon12
tm371855 trim7gun trrim777 tu190022 tuczno18 tvxtjk7r tyrik123 u4slpwra ujhjl312 ukqmwhj6 unb4g9ty up9x8rww usmc1775
usuckballz1 vaz21074 vaz21093 vaz21099 venom121293 vfrcbv123 vfvfgfgf123 vg08k714 vkfwx046 volvo240 volvos80 vova1992
vova1994 vsjasnel12 vurdf5i2 vw198m2n w1w2w3w4 w2dlww3v5p wapbbs_1 warhammer40k websol76 welkom01 wenef45313
winnipeg261 wltfg4ta wnmaz7sd wwr8x9pu x002tp00 x4ww5qdr x72jhhu3z xakep1234 xiaoyua123 xohzi3g4 xsvnd4b2 xyh28af4
yanshi1982 ybrbnf_25 yfcnz123 ym3cautj yr8wdxcq ytdxz2ca yuitre12 yxkck878 z1x2c3v4 z1x2c3v4b5 z1x2c3v4b5n6m7 z1z2z3z4
z3cn2erv zjses9evpa zpflhjn1 zqjphsyf6ctifgu zsecyus56 zxasqw12 zxcasdqwe123 zz8807zpl
)";

}  // namespace portal
