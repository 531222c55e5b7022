#!/usr/bin/python3
"""Notices and topics as a clerk publishes them:  notice_test.py BUILD_FOLDER [TEST…]"""

import json
import subprocess
import time

from installation import BAD_DATA, MEMBERS_HEADING, NO_INPUT, USAGE, PortalctlCase, run_tests

MEMBERS = MEMBERS_HEADING + "".join(
    f"20,{number:07d},{branch},{relation},見本　人,ミホン,{birth},{sex},2016-04-01,,,100-0001,見本県\r\n"
    for number, branch, relation, birth, sex in (
        (1, "00", "本人", "1980-04-01", "男"), (1, "01", "妻", "1982-04-01", "女"), (1, "02", "長女", "2015-04-01", "女"),
        (2, "00", "本人", "1990-04-01", "女"), (3, "00", "本人", "1950-04-01", "女")))
HEAD = 'title = "検診のご案内"\nfrom = 2026-04-01\n'


class NoticeTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        members = cls.files / "members.csv"
        members.write_text(MEMBERS)
        cls.installation.portalctl("member", "import", members, "--apply", society="mihon").check_returncode()

    def setUp(self):
        self.installation.sql("".join(f"DELETE FROM {table};" for table in (
            "notice_reads", "notice_audience", "notices", "topics", "audit_log")))

    def file_of(self, head, body="本文\n", name="kenshin.md"):
        file = self.files / name
        file.write_text(f"+++\n{head}\n+++\n{body}")
        return file

    def test_nothing_changes_before_apply_and_the_head_count_is_said_first(self):
        file = self.file_of(HEAD + 'audience = { sex = "女", age_from = 40, age_to = 74 }')
        said = self.run_it("notice", "publish", file).stdout
        for words in ("検診のご案内", "令和8年（2026年）4月1日から", "女、40歳から74歳まで",
                      "1人（被保険者0人、被扶養者1人。男0人、女1人）", "--apply"):
            self.assertIn(words, said)
        self.assertEqual((self.count("notices"), self.count("audit_log")), (0, 0))
        said = self.run_it("notice", "publish", file, "--apply").stdout
        self.assertIn("掲載しました：http://localhost:8080/mihon/notices/", said)
        self.assertEqual((self.count("notices"), self.count("audit_log")), (1, 1))

    def test_each_audience_counts_its_own(self):
        for audience, count in (('"all"', 5), ('"principals"', 3), ('"dependents"', 2), ('{ sex = "男" }', 1),
                                ("{ age_to = 39 }", 2), ('["20-0000001-01", "20-0000003-00"]', 2),
                                ('{ who = "principals", numbers = ["20-0000001-01", "20-0000003-00"] }', 1)):
            said = self.run_it("notice", "publish", self.file_of(HEAD + f"audience = {audience}")).stdout
            self.assertIn(f"人数　　　{count}人", said, audience)
        said = self.run_it("notice", "publish", self.file_of(HEAD + "audience = { age_from = 120 }")).stdout
        self.assertIn("注意：対象の人がいません", said)

    def test_faults_name_line_reason_and_remedy_and_change_nothing(self):
        file = self.file_of('titel = "x"\naudience = ["20-0000001-01",\n"20-9999999-00"]', "<b>太字</b>\n")
        said = self.run_it("notice", "publish", file, "--apply", expected=BAD_DATA).stdout
        for words in ("kenshin.md：2行目 titel：知らない項目です → ", "title：題名がありません", "kenshin.md：6行目 HTMLは使えません",
                      "4行目 numbers：20-9999999-00の加入者はいません", "何も変えていません"):
            self.assertIn(words, said)
        self.assertEqual(self.count("notices"), 0)
        self.run_it("notice", "publish", self.files / "none.md", expected=NO_INPUT)
        self.run_it("notice", "publish", self.files, expected=NO_INPUT)
        self.run_it("notice", "publish", file, "--apply", "--dry-run", expected=USAGE)
        binary = self.files / "binary.md"
        binary.write_bytes(bytes(range(256)) * 16)
        self.run_it("notice", "publish", binary, expected=BAD_DATA)

    def test_the_dry_run_names_every_line_with_a_mark_that_members_would_see(self):
        body = "**「資格確認書」**を\n\n** 強調 **\n\n| 月 | 日 |\n\n2026. 4. 1 から\n\nhttps://example.jp/\n"
        for command in ("notice", "topic"):
            said = self.run_it(command, "publish", self.file_of(HEAD, body)).stdout
            for words in ("注意：kenshin.md：8行目 「**」がそのまま", "10行目 「|」", "12行目 番号の付いた箇条書き", "14行目 URLがリンクに",
                          "--apply"):
                self.assertIn(words, said)
            self.assertNotIn("6行目", said)

    def test_the_same_file_again_changes_nothing_and_another_text_changes_the_notice(self):
        self.run_it("notice", "publish", self.file_of(HEAD), "--apply")
        self.assertIn("変わったところがない", self.run_it("notice", "publish", self.file_of(HEAD), "--apply").stdout)
        self.assertEqual(self.count("audit_log"), 1)
        said = self.run_it("notice", "publish", self.file_of(HEAD, "二版\n"), "--apply").stdout
        self.assertIn("掲載済みのものを変更", said)
        self.assertEqual(self.installation.sql("SELECT name, body FROM notices;"), [["kenshin", "二版\\n"]])
        self.run_it("notice", "publish", self.file_of('id = "kenshin"\n' + HEAD, name="other.md"), "--apply")
        self.run_it("notice", "publish", self.file_of(HEAD), "--apply", society="tameshi")
        self.assertEqual(self.count("notices"), 2)

    def test_a_mail_flag_is_kept_and_says_which_mail_will_tell_of_it(self):
        said = self.run_it("notice", "publish", self.file_of(HEAD + "mail = true"), "--apply").stdout
        self.assertIn("新着のお知らせ", said)
        self.assertEqual(self.installation.sql("SELECT mails FROM notices;"), [["1"]])
        self.assertEqual(self.count("mail_queue"), 0)

    def test_new_arrivals_are_mailed_once_a_day_and_counted(self):
        self.installation.sql(
            "INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at,"
            " nickname,"
            " created_at) SELECT society_id, id, 'reader', 'x', 'x', '2026-01-01', '', '2026-01-01' FROM members"
            " WHERE number = '0000002'; INSERT INTO account_emails (society_id, account_id, address, is_primary,"
            " proved_at) SELECT society_id, id, 'reader@example.jp', TRUE, created_at FROM accounts;")
        self.run_it("notice", "publish", self.file_of('title = "検診のご案内"\nmail = true'), "--apply")
        would = self.run_it("arrivals", "send", "--dry-run").stdout.split()
        self.assertEqual((would, self.count("mail_queue")),
                         (["SOCIETY", "LOOKED_AT", "WOULD_SEND", "mihon", "1", "1"], 0))
        for looked_at, made in (("1", "1"), ("0", "0")):
            said = self.run_it("arrivals", "send", "--apply").stdout.split()
            self.assertEqual(said, ["SOCIETY", "LOOKED_AT", "MAILS", "mihon", looked_at, made])
        self.assertEqual(self.count("mail_queue"), 1)
        self.assertEqual(self.recorded("arrival_mails_made"), [["mihon", "", ""]])  # not of the time that made none
        status = json.loads(self.run_it("arrivals", "status", "--json").stdout)
        self.assertEqual(status["members"], {"accounts": 1, "wanting": 1, "reachable": 1})
        self.assertEqual([(day["mails"], day["clicks"]) for day in status["days"]], [(1, 0)])

    def test_notices_are_listed_shown_and_withdrawn(self):
        self.run_it("notice", "publish", self.file_of(HEAD + 'audience = "principals"'), "--apply")
        self.run_it("notice", "publish", self.file_of('title = "先の知らせ"\nfrom = 2999-01-01', name="later.md"), "--apply")
        listed = json.loads(self.run_it("notice", "list", "--json").stdout)
        self.assertEqual([(one["name"], one["state"], one["audience"]) for one in listed],
                         [("later", "future", "all"), ("kenshin", "shown", "principals")])
        shown = json.loads(self.run_it("notice", "show", "kenshin", "--json").stdout)
        self.assertEqual((shown["members"], shown["read"], shown["body"]), (3, 0, "本文\n"))
        self.assertEqual(shown, json.loads(self.run_it("notice", "show", shown["id"], "--json").stdout))
        self.assertIn("would be withdrawn", self.run_it("notice", "withdraw", "kenshin", "--dry-run").stdout)
        self.assertIn("is withdrawn", self.run_it("notice", "withdraw", "--apply", "kenshin").stdout)
        self.assertIn("was withdrawn already", self.run_it("notice", "withdraw", "--apply", "kenshin").stdout)
        self.assertEqual(json.loads(self.run_it("notice", "list", "--json").stdout)[1]["state"], "withdrawn")
        self.run_it("notice", "show", "nothing", expected=USAGE)
        self.run_it("notice", "show", "99999999999999999999", expected=USAGE)
        self.run_it("notice", "withdraw", "--apply", "kenshin", expected=USAGE, society="tameshi")

    def test_topics_are_published_listed_and_withdrawn(self):
        head = 'title = "歩きましょう"'
        self.assertIn("--apply", self.run_it("topic", "publish", self.file_of(head, name="walk.md")).stdout)
        self.assertEqual(self.count("topics"), 0)
        self.run_it("topic", "publish", self.file_of(head, name="walk.md"), "--apply")
        self.assertEqual([one["name"] for one in json.loads(self.run_it("topic", "list", "--json").stdout)], ["walk"])
        self.run_it("topic", "publish", self.file_of('title = "歩きませんか"', name="walk.md"), "--apply")
        self.run_it("topic", "withdraw", "--apply", "walk")
        topic = self.installation.sql("SELECT id FROM topics;")[0][0]
        for event in ("topic_published", "topic_changed", "topic_withdrawn"):
            self.assertEqual(self.recorded(event), [["mihon", "", f"topic {topic}"]], event)
        self.assertEqual(json.loads(self.run_it("topic", "list", "--json").stdout)[0]["state"], "withdrawn")
        said = self.run_it("topic", "publish", self.file_of(head + "\nmail = true", name="walk.md"),
                           expected=BAD_DATA).stdout
        self.assertIn("トピックスには書けません", said)

    def test_a_killed_publication_leaves_all_or_nothing(self):
        self.installation.sql("""
            INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
              enrolled_on, postal_code, address)
            SELECT id, '30', LPAD(seq, 7, '0'), '00', '本人', '見本', 'ミホン', 'ミホン', '1980-04-01', 'm', '2010-04-01', '', ''
            FROM societies, seq_1_to_5000 WHERE slug = 'mihon';""")
        numbers = ", ".join(f'"30-{number:07d}-00"' for number in range(1, 5001))
        file = self.file_of(HEAD + f"audience = [{numbers}]")
        begun = time.monotonic()
        self.run_it("notice", "publish", file)
        whole = (time.monotonic() - begun) * 1.5
        points = 20
        for point in range(points):
            process = subprocess.Popen(self.installation.command("notice", "publish", file, "--apply", society="mihon"),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * point / points)
            process.kill()
            process.wait()
            self.wait_until_alone()
            self.assertIn((self.count("notices"), self.count("notice_audience"), self.count("audit_log")),
                          ((0, 0, 0), (1, 5000, 1)))
        self.run_it("notice", "publish", file, "--apply")
        self.assertEqual(self.count("notice_audience"), 5000)
        self.installation.sql("UPDATE members SET left_on = '1990-01-01' WHERE symbol = '30';"
                              "DELETE FROM members WHERE symbol = '30';")


if __name__ == "__main__":
    run_tests()
