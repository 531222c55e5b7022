#!/usr/bin/python3
"""portalctl document, its imports undone, and audit:  document_test.py BUILD_FOLDER [TEST…]"""

import json
import resource
import shutil
import signal
import subprocess
import time
import zlib

from installation import BAD_DATA, CONFIGURATION, DISK, GOOD, NO_INPUT, SOURCE, USAGE, PortalctlCase, run_tests

DATA = SOURCE / "demo" / "data"
DOCUMENTS = 9
KILLED_AT = 5
BOMB_BYTES = 1_500_000_000
MEMORY_KIB_MAX = 512 * 1024
SMALLER_THAN_A_PDF = 100  # bytes


def memory_of(process):
    """Of it and its children, in KiB."""
    found = subprocess.run(["ps", "-o", "rss=", "--pid", str(process), "--ppid", str(process)], capture_output=True,
                           text=True).stdout
    return sum(map(int, found.split()))


class DocumentTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for society in ("mihon", "tameshi"):
            members = shutil.copy(DATA / f"{society}-members.csv", cls.files)
            cls.installation.portalctl("member", "import", members, "--apply", society=society).check_returncode()

    def setUp(self):
        self.forget()
        self.folder = self.files / "documents"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(DATA / "mihon-documents", self.folder)

    def forget(self):
        self.installation.sql(
            "SET foreign_key_checks = 0; DELETE FROM documents; DELETE FROM document_reads;"
            "DELETE FROM accounts; DELETE FROM audit_log; DELETE FROM imports WHERE kind = 'documents';")
        for part in self.installation.documents.iterdir():
            shutil.rmtree(part)

    def take_in(self, expected=GOOD):
        return self.run_it("document", "import", self.folder, "--apply", expected=expected).stdout

    def list_of(self, *words):
        return json.loads(self.run_it("document", "list", "--json", *words).stdout)

    def stored(self):
        return sorted(file.stem for file in self.installation.documents.rglob("*.pdf"))

    def test_the_dry_run_says_what_the_real_run_does_and_changes_nothing(self):
        said = self.run_it("document", "import", self.folder).stdout
        self.assertIn(f"追加　　　{DOCUMENTS}件", said)
        self.assertIn("--apply", said)
        self.assertEqual((self.count("documents"), self.stored()), (0, []))
        report = (self.folder / "index.report.csv").read_text(encoding="utf-8-sig")
        self.assertIn("追加,3,12,0001001,00,支給決定通知書：高額療養費支給決定通知書（令和8年5月分）（kettei-0001001-00-0915.pdf）", report)
        self.assertIn("取り込みました", self.take_in())
        self.assertEqual((self.count("documents"), len(self.stored())), (DOCUMENTS, DOCUMENTS))
        self.assertIn("取り込み済み", self.take_in())
        self.run_it("document", "import", self.files / "none", expected=NO_INPUT)
        (self.folder / "index.csv").unlink()
        self.run_it("document", "import", self.folder, expected=NO_INPUT)

    def test_faults_are_named_and_all_lie_beside_the_index_and_nothing_changes(self):
        (self.folder / "tsuchi-0001007-00.pdf").write_bytes(b"<html>")
        (self.folder / "kettei-0001002-00.pdf").unlink()
        said = self.take_in(expected=BAD_DATA)
        self.assertIn("index.csv：7行目 ファイル名：kettei-0001002-00.pdfがフォルダーにありません → ", said)
        self.assertIn("index.csv：10行目 ファイル名：PDFではありません → PDFに書き出してください", said)
        self.assertIn("2件の誤りがあります。何も変えていません。", said)
        self.assertEqual(len((self.folder / "index.faults.csv").read_text(encoding="utf-8-sig").splitlines()), 3)
        self.assertEqual((self.count("documents"), self.stored()), (0, []))

    def test_documents_are_listed_shown_and_withdrawn_once(self):
        self.take_in()
        mine = self.list_of("--member", "12-0001002-00")
        self.assertEqual([one["kind"] for one in mine], ["支給決定通知書", "資格情報のお知らせ"])
        rows = [["mihon", "12-0001002-00", f"document {one['id']}"] for one in mine]
        self.assertEqual(self.recorded("staff_documents_listed"), rows)
        shown = json.loads(self.run_it("document", "show", mine[0]["id"], "--json").stdout)
        self.assertEqual(shown["title"], "傷病手当金支給決定通知書")
        self.assertEqual(self.recorded("staff_documents_listed"), [*rows, rows[0]])
        self.run_it("document", "show", mine[0]["id"], society="tameshi", expected=USAGE)
        self.run_it("document", "withdraw", mine[0]["id"], "--dry-run")
        self.assertIsNone(self.list_of("--member", "12-0001002-00")[0]["withdrawn_at"])
        self.assertIn("is withdrawn", self.run_it("document", "withdraw", "--apply", mine[0]["id"]).stdout)
        self.assertIn("was withdrawn already", self.run_it("document", "withdraw", "--apply", mine[0]["id"]).stdout)
        self.assertEqual(self.count("audit_log WHERE event = 'document_withdrawn'"), 1)

    def test_an_import_is_undone_and_its_bytes_go_thirty_days_later(self):
        self.take_in()
        import_id = self.installation.sql("SELECT MAX(id) FROM imports;")[0][0]
        self.assertEqual(self.recorded("documents_imported"), [["mihon", "", f"import {import_id}"]])
        self.run_it("import", "revert", import_id, "--dry-run")
        self.assertIn(f"{DOCUMENTS} documents withdrawn", self.run_it("import", "revert", "--apply", import_id).stdout)
        self.run_it("import", "revert", "--apply", import_id, expected=USAGE)
        self.assertEqual(self.recorded("documents_reverted"), [["mihon", "", f"import {import_id}"]])
        self.run_it("cleanup", "--apply")
        self.assertEqual(len(self.stored()), DOCUMENTS)
        self.installation.sql("UPDATE documents SET withdrawn_at = withdrawn_at - INTERVAL 31 DAY;")
        self.run_it("cleanup", "--dry-run")
        self.assertEqual(len(self.stored()), DOCUMENTS)
        self.run_it("cleanup", "--apply")
        self.assertEqual(self.stored(), [])
        self.take_in()
        self.assertEqual(len(self.stored()), DOCUMENTS)

    def test_doctor_misses_the_bytes_of_a_document_and_a_folder_open_to_all(self):
        self.take_in()
        self.assertIn("✓ the newest documents have their PDFs", self.run_it("doctor", expected=CONFIGURATION).stdout)
        next(self.installation.documents.rglob("*.pdf")).unlink()
        self.installation.documents.chmod(0o755)
        said = self.run_it("doctor", expected=CONFIGURATION).stdout
        self.installation.documents.chmod(0o751)
        self.assertRegex(said, "✗ mihon: the PDF of document [0-9]+ is not in")
        self.assertIn("is open to others (mode 755)", said)
        self.assertIn(f"chmod o=x {self.installation.documents}\n", said)

    def test_doctor_names_a_folder_of_documents_that_workers_can_t_look_through(self):
        documents, closed = self.installation.documents, "workers can't see which PDFs are missing: "
        self.take_in()
        part = next(documents.rglob("*.pdf")).parent
        self.assertNotIn(closed, self.run_it("doctor", expected=CONFIGURATION).stdout)
        for folder in (documents, part.parent, part):
            folder.chmod(0o2750)
            said = self.run_it("doctor", expected=CONFIGURATION).stdout
            self.assertIn(f"✗ {closed}{folder} lacks o+x\n", said)
            self.assertIn(f"find {documents} -type d -exec chmod o+x {{}} +\n", said)
            folder.chmod(0o2751)

    def test_the_audit_log_says_who_saw_a_document_and_what_a_member_saw(self):
        self.take_in()
        document = self.list_of("--member", "12-0001001-00")[0]["id"]
        self.installation.sql(f"""
            INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, nickname, password_set_at,
              created_at) SELECT society_id, member_id, 'taro', '', '', '', added_at, added_at FROM documents
              WHERE id = {document};
            INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
              request_id) SELECT society_id, created_at, 'document_opened', id, member_id, 'document', {document},
              '192.0.2.7', 'r1' FROM accounts WHERE login_id = 'taro';""")
        seen = json.loads(self.run_it("audit", "who-saw", document, "--json").stdout)
        self.assertEqual([(one["account"], one["client_address"]) for one in seen], [("taro", "192.0.2.7")])
        self.assertEqual(json.loads(self.run_it("audit", "seen-by", "taro", "--json").stdout), seen)
        self.assertEqual(self.recorded("staff_audit_read"), [["mihon", "12-0001001-00", ""]] * 2)
        self.assertEqual(seen[0]["what"], "通知書・証明書を開いた")
        self.assertEqual(json.loads(self.run_it("audit", "seen-by", "12-0001002-00", "--json").stdout), [])
        self.run_it("document", "withdraw", "--apply", document)
        withdrawn = json.loads(self.run_it("audit", "who-saw", document, "--json").stdout)[0]
        self.assertEqual((withdrawn["event"], withdrawn["account"], withdrawn["client_address"]),
                         ("document_withdrawn", None, ""))
        self.assertRegex(withdrawn["operator"], "^os:")

    def test_an_import_killed_at_any_point_leaves_none_or_all_and_the_next_run_is_whole(self):
        begun = time.monotonic()
        self.take_in()
        whole = time.monotonic() - begun
        for point in range(KILLED_AT):
            self.forget()
            command = self.installation.command("document", "import", self.folder, "--apply", society="mihon")
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * (point + 1) / KILLED_AT)
            process.kill()
            process.wait()
            self.wait_until_alone()
            known = [row[0] for row in self.installation.sql("SELECT file_digest FROM documents;") if row[0]]
            self.assertIn(len(known), (0, DOCUMENTS))
            self.assertTrue(set(known) <= set(self.stored()))
        self.take_in()
        self.run_it("cleanup", "--apply")
        self.assertEqual((self.count("documents"), len(self.stored())), (DOCUMENTS, DOCUMENTS))

    def test_a_disk_that_is_full_is_no_bug_of_ours_and_the_next_run_is_whole(self):
        def no_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (SMALLER_THAN_A_PDF, SMALLER_THAN_A_PDF))

        command = self.installation.command("document", "import", self.folder, "--apply", society="mihon")
        done = subprocess.run(command, capture_output=True, text=True, preexec_fn=no_room)
        self.assertEqual(done.returncode, DISK, done.stderr)
        self.assertIn("File too large", done.stderr)
        self.assertIn(str(self.installation.documents), done.stderr)
        self.assertEqual(self.count("documents"), 0)
        self.take_in()
        self.assertEqual(self.count("documents"), DOCUMENTS)

    def bomb(self, hidden_in):
        """A PDF of 1.5 MB one stream of which unpacks to 1.5 GB: what qpdf unpacks to find objects."""
        packer = zlib.compressobj(9)
        packed = packer.compress(b"4 0 <<>>")
        packed += b"".join(packer.compress(b" " * 1_000_000) for _ in range(BOMB_BYTES // 1_000_000)) + packer.flush()
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
        stream = {"objects": b"<</Type/ObjStm/N 1/First 4", "table": b"<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R"}
        body = b"%PDF-1.7\n"
        places = []
        for number, content in enumerate(objects, 1):
            places.append(len(body))
            body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        places.append(len(body))
        body += b"3 0 obj\n" + stream[hidden_in] + b"/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
        body += packed + b"\nendstream\nendobj\n"
        start = places[2]
        if hidden_in == "objects":
            start = len(body)
            rows = [(0, 0, 65535)] + [(1, place, 0) for place in places] + [(2, 3, 0), (1, start, 0)]
            table = zlib.compress(b"".join(kind.to_bytes(1, "big") + at.to_bytes(4, "big") + more.to_bytes(2, "big")
                                           for kind, at, more in rows))
            body += (b"5 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" %
                     len(table)) + table + b"\nendstream\nendobj\n"
        return body + b"startxref\n%d\n%%%%EOF\n" % start

    def test_a_pdf_that_unpacks_to_gigabytes_is_refused_within_512_mib(self):
        for hidden_in in ("objects", "table"):
            with self.subTest(hidden_in=hidden_in):
                (self.folder / "tsuchi-0001007-00.pdf").write_bytes(self.bomb(hidden_in))
                command = self.installation.command("document", "import", self.folder, "--apply", society="mihon")
                most = 0
                with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
                    while process.poll() is None:
                        most = max(most, memory_of(process.pid))
                        time.sleep(0.01)
                    said = process.stdout.read()
                self.assertEqual(process.returncode, BAD_DATA, said)
                self.assertIn("中身が大きすぎて調べられないPDFです", said)
                self.assertLess(most, MEMORY_KIB_MAX)
                self.assertEqual((self.count("documents"), self.stored()), (0, []))

    def test_a_folder_dropped_in_the_inbox_is_taken_in_and_one_without_an_index_is_refused(self):
        root = self.installation.folder / "inbox"
        root.mkdir(0o750)
        plain = self.installation.config.read_text()
        self.installation.config.write_text(f'{plain}\n[inbox]\nfolder = "{root}"\nsettle_seconds = 0\n')
        try:
            self.run_it("inbox", "run", "--apply")
            shutil.copytree(self.folder, root / "mihon" / "documents" / "kettei")
            self.run_it("inbox", "run", "--apply")
            self.assertEqual((self.count("documents"), len(self.stored())), (DOCUMENTS, DOCUMENTS))
            (root / "mihon" / "documents" / "empty").mkdir()
            self.run_it("inbox", "run", "--apply", expected=BAD_DATA)
        finally:
            self.installation.config.write_text(plain)
        self.assertEqual(sorted(file.name for file in root.glob("mihon/done/*/*")), ["kettei", "kettei.report.csv"])
        (faults,) = root.glob("mihon/failed/*/empty.faults.csv")
        self.assertIn("index.csvがフォルダーにありません", faults.read_text(encoding="utf-8-sig"))


if __name__ == "__main__":
    run_tests()
