"""Thunderbird: driven by Marionette, the door for tests that every build of it has."""

import datetime
import json
import mailbox
import pathlib
import socket

from desk import until
from readers import Item, Reader

SETTINGS = {"mail.provider.suppress_dialog_on_startup": True, "mailnews.start_page.enabled": False,
            "datareporting.policy.dataSubmissionPolicyBypassNotification": True, "app.update.enabled": False,
            "mail.spotlight.firstRunDone": True, "mail.rights.version": 1, "app.donation.eoy.version.viewed": 999,
            "mail.shell.checkDefaultClient": False, "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False, "mailnews.message_display.disable_remote_image": False,
            "messenger.options.getAttachmentsOnStartup": False, "mail.startup.enabledMailCheckOnce": True}
MODULES = """
const {FeedUtils} = ChromeUtils.importESModule("resource:///modules/FeedUtils.sys.mjs");
const {cal} = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const folders = () => FeedUtils.getAllRssServerRootFolders();
const account = name => FeedUtils.createRssAccount(name).incomingServer.rootFolder;
const done = arguments[arguments.length - 1];
const busy = () => FeedUtils.progressNotifier.mNumPendingFeedDownloads > 0;
const rest = async () => { do { await new Promise(f => setTimeout(f, 200)); } while (busy()); };
"""


class Marionette:
    """Runs scripts within a client, with the rights of its own code."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.buffer, self.number = b"", 0
        self.read()
        self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self.call("Marionette:SetContext", value="chrome")
        self.call("WebDriver:SetTimeouts", script=60_000)

    def read(self):
        while b":" not in self.buffer:
            self.buffer += self.receive()
        length, _, rest = self.buffer.partition(b":")
        while len(rest) < int(length):
            rest += self.receive()
        self.buffer = rest[int(length):]
        return json.loads(rest[:int(length)])

    def receive(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise ConnectionError("Thunderbird closed the connection")
        return data

    def call(self, name, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, name, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        error, result = self.read()[2:]
        if error:
            raise RuntimeError(f"{name}: {error}")
        return result

    def script(self, body, *arguments):
        """The value that a script returns, which may wait."""
        text = MODULES + "(async () => {" + body + "})().then(v => done([v]), e => done(String(e) + e.stack));"
        value = self.call("WebDriver:ExecuteAsyncScript", script=text, args=list(arguments), newSandbox=False,
                          sandbox="system")["value"]
        if not isinstance(value, list):
            raise RuntimeError(f"Thunderbird: {value}")
        return value[0]


class Thunderbird(Reader):
    name, agent = "Thunderbird", "Thunderbird/"
    formats = ("atom.xml", "rss.xml")
    discovers = False
    keeps_first_text = True

    def open(self, formats, pages):
        self.launch()
        for name in formats:
            # An account takes an id in two feeds for one item.
            self.tell("FeedUtils.subscribeToFeed(arguments[0], account(arguments[0])); await rest();",
                      self.portal.url + name)
        self.settle()

    def open_list(self, path):
        self.launch()
        self.tell("""
            const root = account("list");
            const list = window.openDialog("chrome://messenger-newsblog/content/feed-subscriptions.xhtml", "",
                "centerscreen,dialog=no", {folder: root});
            await new Promise(f => list.addEventListener("load", f, {once: true}));
            await new Promise(f => setTimeout(f, 500));
            const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
            file.initWithPath(arguments[0]);
            const address = Services.io.newFileURI(file).spec;
            await new Promise(f => list.FeedSubscriptions.importOPMLFile(file, address, root.server, f));
            list.close();""", str(path))
        self.refresh()

    def launch(self):
        self.desk.furnish()
        profile = self.desk.home / "profile"
        profile.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});\n"
                 for key, value in {**SETTINGS, "marionette.port": port}.items()]
        (profile / "user.js").write_text("".join(lines))
        self.desk.start(["thunderbird", "--profile", str(profile), "--no-remote", "--marionette",
                         "--remote-allow-system-access"])
        self.marionette = until("Thunderbird's door", lambda: self.knock(port), 60)
        self.tell("while (!Services.wm.getMostRecentWindow('mail:3pane')?.gTabmail?.currentAbout3Pane) {"
                  "  await new Promise(f => setTimeout(f, 200)); }")

    def knock(self, port):
        try:
            return Marionette(port)
        except ConnectionRefusedError:
            return None

    def tell(self, body, *arguments):
        return self.marionette.script(body.replace("arguments[0]", json.dumps(arguments[0]) if arguments else ""))

    def refresh(self):
        self.tell("for (const root of folders()) { FeedUtils.downloadFeed(root, null, false, window); await rest(); }")
        self.settle()

    def feeds(self):
        rows = self.tell("""
            const rows = [];
            for (const folder of folders().flatMap(root => root.descendants)) {
              const addresses = FeedUtils.getFeedUrlsInFolder(folder) || [];
              for (const message of addresses.length ? folder.messages : []) {
                rows.push([addresses[0], folder.filePath.path, message.messageId, message.mime2DecodedSubject,
                           message.mime2DecodedAuthor, message.date / 1000000]);
              }
            }
            return rows;""")
        bodies, found = {}, {}
        for address, path, identity, title, sender, seconds in rows:
            if path not in bodies:
                bodies[path] = read_mails(path)
            link, body = bodies[path].get(identity, ("", ""))
            item = Item(identity, title, self.day(seconds), plain_sender(sender), body, link)
            found.setdefault(self.path(address), []).append(item)
        return found

    def events(self, address):
        """Title, start, end, place, status and number of reminders of a calendar's events in July and August 2026."""
        rows = self.tell("""
            const calendar = cal.manager.createCalendar("ics", Services.io.newURI(arguments[0]));
            calendar.name = "portal";
            calendar.setProperty("cache.enabled", false);
            cal.manager.registerCalendar(calendar);
            const [start, end] = ["20260701T000000Z", "20260901T000000Z"].map(cal.createDateTime);
            let items = [];
            for (let tries = 0; tries < 50 && !items.length; tries++) {
              await new Promise(f => setTimeout(f, 200));
              items = await calendar.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_TYPE_EVENT |
                Ci.calICalendar.ITEM_FILTER_CLASS_OCCURRENCES, 0, start, end);
            }
            return items.map(i => [i.title, i.startDate.nativeTime / 1000000, i.endDate.nativeTime / 1000000,
              i.getProperty("LOCATION") || "", i.status || "", i.getAlarms().length]);""", address)
        return [(title, self.moment(start), self.moment(end), *rest) for title, start, end, *rest in rows]

    def moment(self, seconds):
        return datetime.datetime.fromtimestamp(seconds, self.zone)

    def photograph(self, title, path):
        """Opens the item of that title and takes a picture of the screen."""
        self.tell("""
            const pane = Services.wm.getMostRecentWindow("mail:3pane").gTabmail.currentAbout3Pane;
            for (const folder of folders().flatMap(root => root.descendants)) {
              const message = [...folder.messages].find(m => m.mime2DecodedSubject.includes(arguments[0]));
              if (!message) { continue; }
              pane.displayFolder(folder);
              await new Promise(f => setTimeout(f, 800));
              pane.selectMessage(message);
              await new Promise(f => setTimeout(f, 2500));
              break;
            }""", title)
        self.desk.photograph(path)


def plain_sender(text):
    """The name alone; Thunderbird writes one that has no address as if it were one."""
    name, _, address = text.partition("<")
    return (name or address.rstrip(">")).strip(' "')


def read_mails(path):
    """Link and text of the mails of a folder, by their id."""
    found = {}
    if not pathlib.Path(path).is_file():
        return found
    box = mailbox.mbox(path)
    for mail in box:
        identity = str(mail["Message-Id"]).strip("<>")
        page = next(part for part in mail.walk() if part.get_content_type() == "text/html")
        found[identity] = (str(mail["Content-Base"]), page.get_payload(decode=True).decode("utf-8", "replace"))
    return found
