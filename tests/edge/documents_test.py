"""AZ-02, PD-02 and what nginx does with a member's document: it streams what a worker let go, and nothing else."""

import concurrent.futures
import shutil
import subprocess
import time
import unittest
from urllib.parse import quote

from headers_test import EVERYWHERE
from installation import SOURCE, shared, wait_until

SAMPLE = SOURCE / "demo" / "data" / "mihon-documents" / "shikaku-0001001-00.pdf"
SANDBOX = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


class ADocumentOverTheWire(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        portal = cls.portal = shared()
        card = portal.postcard()
        cls.browser = portal.sign_in(portal.register(card=card))
        cls.other = portal.sign_in(portal.register())
        folder = portal.folder / "edge-documents"
        folder.mkdir()
        shutil.copy(SAMPLE, folder / "a.pdf")
        number = ",".join(card.number.rsplit("-", 2))
        (folder / "index.csv").write_text(
            f"記号,番号,枝番,種別,件名,発行日,ファイル名\n{number},資格情報のお知らせ,資格情報のお知らせ,2026-04-01,a.pdf\n"
        )
        portal.portalctl("--society", "mihon", "document", "import", folder, "--apply")
        newest = "SELECT id, file_digest, society_id FROM documents ORDER BY id DESC LIMIT 1"
        cls.document, cls.digest, society = portal.sql(newest)[0]
        cls.path = f"/mihon/documents/{cls.document}.pdf"
        cls.place = f"{society}/{cls.digest[:2]}/{cls.digest}.pdf"
        cls.bytes = SAMPLE.read_bytes()

    def test_its_owner_gets_every_byte_as_an_attachment_with_all_the_headers_once(self):
        answer = self.browser.get(self.path)
        self.assertEqual((answer.status, answer.body), (200, self.bytes))
        self.assertEqual(answer.header("Content-Type"), "application/pdf")
        self.assertEqual(answer.header("Content-Disposition"), 'attachment; filename="shikaku-joho-20260401.pdf"; '
                         f"filename*=UTF-8''{quote('資格情報のお知らせ_20260401')}%2Epdf")
        self.assertEqual(answer.header("Content-Length"), str(len(self.bytes)))
        self.assertEqual(answer.all("Cache-Control"), ["no-store, private"])
        self.assertEqual(answer.all("X-Accel-Redirect"), [])
        for name, value in {**EVERYWHERE, "content-security-policy": SANDBOX}.items():
            self.assertEqual(answer.all(name), [value], name)

    def opened(self):
        return int(self.portal.sql(
            f"SELECT COUNT(*) FROM audit_log WHERE event = 'document_opened' AND object_id = {self.document}")[0][0])

    def test_only_a_document_that_was_sent_is_noted_as_opened(self):
        """HEAD, prefetches and conditions that nginx found out too late left rows of readers who never were."""
        before = self.opened()
        self.assertEqual(self.browser.get(self.path, method="HEAD").status, 200)
        for header, value, status in (
            ("Sec-Purpose", "prefetch", 503),
            ("Sec-Purpose", "prefetch;prerender", 503),
            ("Purpose", "prefetch", 503),
            ("X-Moz", "prefetch", 503),
            ("X-Purpose", "preview", 503),
            ("If-Match", '"x"', 412),
            ("If-Unmodified-Since", "Sun, 29 Nov 1998 00:00:00 GMT", 412),
        ):
            answer = self.browser.get(self.path, {header: value})
            self.assertEqual((answer.status, answer.header("Cache-Control")), (status, "no-store, private"), header)
            self.assertEqual(self.opened(), before, header)
        self.assertEqual(self.browser.get(self.path).body, self.bytes)
        self.assertEqual(self.opened(), before + 1)

    def test_whoever_asked_for_one_stands_in_one_line_of_the_journal_with_what_became_of_it(self):
        account, member = (int(number) for number in self.portal.sql(
            f"SELECT account_id, member_id FROM audit_log WHERE event = 'sign_in' AND client_address ="
            f" '{self.other.source}' ORDER BY id DESC LIMIT 1")[0])
        self.assertEqual(self.other.get("/mihon/documents/987654321.pdf").status, 404)
        asked = lambda: [line["request_id"] for line in self.portal.log_lines("nginx-access")
                         if line["uri"] == "/mihon/documents/987654321.pdf"]
        wait_until(asked, 5, "the line of nginx")
        line, = self.portal.requests_of(asked()[0])
        self.assertRegex(line.pop("ts"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
        self.assertIsInstance(line.pop("ms"), int)
        self.assertEqual(line, {
            "level": "info", "event": "request", "request": asked()[0], "society": "mihon", "account": account,
            "member": member, "client": self.other.source, "method": "GET",
            "route": "/{s}/documents/{document}.pdf", "status": 404, "pool": "web"})

    def test_head_tells_its_length(self):
        head = self.browser.get(self.path, method="HEAD")
        self.assertEqual((head.status, head.header("Content-Length"), head.body), (200, str(len(self.bytes)), b""))

    def test_nothing_tells_when_it_was_made_and_none_of_its_conditions_counts(self):
        for headers, status in (
            ({}, 200),
            ({"Range": "bytes=0-9"}, 200),
            ({"Range": "bytes=99999999-"}, 200),
            ({"If-Modified-Since": "Sun, 29 Nov 2037 00:00:00 GMT"}, 200),
            ({"If-None-Match": '"x"'}, 200),
        ):
            answer = self.browser.get(self.path, headers)
            with self.subTest(headers):
                self.assertEqual((answer.status, answer.body), (status, self.bytes))
                self.assertEqual(answer.all("ETag") + answer.all("Last-Modified") + answer.all("Accept-Ranges"), [])

    def test_what_can_not_be_had_so_is_an_error_page_of_the_society_with_all_the_headers_once(self):
        for headers, status in (
            ({"If-Unmodified-Since": "Sun, 29 Nov 1998 00:00:00 GMT"}, 412),
            ({"If-Match": '"x"'}, 412),
        ):
            answer = self.browser.get(self.path, headers)
            with self.subTest(headers):
                self.assertEqual(answer.status, status)
                self.assertIn("見本健康保険組合", answer.text)
                self.assertEqual(answer.header("Content-Type"), "text/html; charset=utf-8")
                self.assertEqual(answer.all("Cache-Control"), ["no-store, private"])
                self.assertEqual(answer.all("ETag") + answer.all("Last-Modified"), [])
                self.assertEqual(answer.all("Content-Disposition"), [])
                for name, value in EVERYWHERE.items():
                    self.assertEqual(answer.all(name), [value], name)

    def test_nobody_else_gets_a_byte_by_any_method_or_way(self):
        for method in ("GET", "HEAD"):
            self.assertEqual(self.other.get(self.path, method=method).status, 404)
        self.assertEqual(self.other.get(self.path, {"Range": "bytes=0-9"}).status, 404)
        self.assertEqual(self.other.get(f"/mihon/documents/{self.document}").status, 404)
        self.assertEqual(self.portal.browser().get(self.path).status, 303)
        self.assertEqual(self.browser.get(self.path.replace("mihon", "tameshi")).status, 303)
        for path in (
            f"/.documents/{self.place}",
            f"/%2edocuments/{self.place}",
            f"/assets/../.documents/{self.place}",
            f"//.documents/{self.place}",
            "/.documents/",
            f"/documents/{self.place}",
        ):
            for browser in (self.browser, self.portal.browser()):
                answer = browser.get(path, {"X-Accel-Redirect": f"/.documents/{self.place}"})
                self.assertEqual(answer.status, 404, path)
                self.assertNotIn(b"%PDF", answer.body)

    def test_what_the_log_tells_is_what_was_handed_over(self):
        counted = f"SELECT COUNT(*) FROM audit_log WHERE event = 'document_opened' AND object_id = {self.document}"
        before = self.portal.sql.number(counted)
        self.browser.get(self.path)
        self.other.get(self.path)
        self.assertEqual(self.portal.sql.number(counted), before + 1)
        seen = self.portal.portalctl("--society", "mihon", "audit", "who-saw", self.document)
        self.assertIn(self.browser.source, seen)

    def test_a_document_whose_bytes_are_gone_is_an_error_page_of_the_society(self):
        file = self.portal.var / "documents" / self.place
        counted = f"SELECT COUNT(*) FROM audit_log WHERE event = 'document_opened' AND object_id = {self.document}"
        before = self.portal.sql.number(counted)
        file.rename(file.with_suffix(".away"))
        try:
            answer = self.browser.get(self.path)
        finally:
            file.with_suffix(".away").rename(file)
        self.assertEqual(answer.status, 500)
        self.assertIn("お問い合わせ番号", answer.text)
        self.assertEqual(answer.header("Content-Type"), "text/html; charset=utf-8")
        self.assertEqual(answer.header("Content-Security-Policy"), EVERYWHERE["content-security-policy"])
        self.assertIn("健康保険組合", answer.text)
        self.assertEqual(self.portal.sql.number(counted), before)
        self.assertEqual(answer.all("Cache-Control"), ["no-store, private"])
        self.assertEqual(answer.all("Content-Disposition"), [])


class PapersMadeAtOnceAreNeverMixedUp(unittest.TestCase):
    MEMBERS, PAPERS = 6, 8

    def test_each_member_gets_their_own_whatever_is_printed_beside_it(self):
        portal = shared()
        members = [portal.register() for _ in range(self.MEMBERS)]
        path = f"/mihon/expenses/{time.localtime().tm_year}.pdf"

        def papers(member):
            browser = portal.sign_in(member)
            return [browser.get(path) for _ in range(self.PAPERS)]

        with concurrent.futures.ThreadPoolExecutor(self.MEMBERS) as pool:
            printed = list(pool.map(papers, members))
        for member, answers in zip(members, printed):
            others = {other.name for other in members} - {member.name}
            for answer in answers:
                self.assertEqual((answer.status, answer.header("Content-Type")), (200, "application/pdf"))
                words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=answer.body, capture_output=True,
                                       check=True).stdout.decode().replace(" ", "").replace("\u3000", "")
                said = lambda name: name.replace("\u3000", "") in words
                self.assertTrue(said(member.name), words)
                self.assertFalse([name for name in others if said(name)])
