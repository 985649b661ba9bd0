cask "[[.PROGRAM]]" do
  version "[[.VERSION]]"
  sha256 "[[.ZIP_SHA256]]"

  url "[[.DOWNLOADS]]/v#{version}/[[.PROGRAM]]_#{version}_macos_universal.zip"
  name "[[.NAME]]"
  desc "[[.SUMMARY]]"
  homepage "[[.HOMEPAGE]]"

  depends_on macos: ">= :ventura"

  app "[[.NAME]].app"
  binary "#{appdir}/[[.NAME]].app/Contents/MacOS/[[.PROGRAM]]"

  uninstall quit:       "[[.ID]]",
            login_item: "[[.NAME]]",
            launchctl:  "[[.ID]]"

  zap trash: [
    "~/Library/Application Support/[[.NAME]]",
    "~/Library/LaunchAgents/[[.ID]].plist",
  ]
end
