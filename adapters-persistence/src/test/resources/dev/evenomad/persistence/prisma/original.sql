-- A database of the original backend, as Prisma 6 makes it: names as in its models, times in UTC without a zone.

CREATE TABLE "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
VALUES
    ('2b1f4a3e-54a1-4dfb-9a5c-0a5a7a2f1c01', repeat('a', 64), '20251018014129_init', '2025-10-18 01:41:29Z', '2025-10-18 01:41:30Z', 1),
    ('2b1f4a3e-54a1-4dfb-9a5c-0a5a7a2f1c02', repeat('b', 64), '20251018020326_add_user_settings_and_notifications', '2025-10-18 02:03:26Z', '2025-10-18 02:03:27Z', 1);

CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "subscriptionTier" TEXT NOT NULL DEFAULT 'free',
    "subscriptionStatus" TEXT NOT NULL DEFAULT 'active',
    "subscriptionEndsAt" TIMESTAMP(3),
    "stripeCustomerId" TEXT,
    "stripeSubscriptionId" TEXT,
    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "User_email_key" ON "User" ("email");
CREATE UNIQUE INDEX "User_stripeCustomerId_key" ON "User" ("stripeCustomerId");
CREATE UNIQUE INDEX "User_stripeSubscriptionId_key" ON "User" ("stripeSubscriptionId");
CREATE INDEX "User_email_idx" ON "User" ("email");
CREATE INDEX "User_stripeCustomerId_idx" ON "User" ("stripeCustomerId");

CREATE TABLE "Character" (
    "id" TEXT NOT NULL,
    "characterId" INTEGER NOT NULL,
    "characterName" TEXT NOT NULL,
    "corporationId" INTEGER NOT NULL,
    "allianceId" INTEGER,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT NOT NULL,
    "refreshToken" TEXT NOT NULL,
    "tokenExpiresAt" TIMESTAMP(3) NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "lastSyncAt" TIMESTAMP(3),
    CONSTRAINT "Character_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Character_characterId_key" ON "Character" ("characterId");
CREATE INDEX "Character_userId_idx" ON "Character" ("userId");
CREATE INDEX "Character_characterId_idx" ON "Character" ("characterId");
CREATE INDEX "Character_tokenExpiresAt_idx" ON "Character" ("tokenExpiresAt");
CREATE INDEX "Character_userId_characterId_idx" ON "Character" ("userId", "characterId");
ALTER TABLE "Character" ADD CONSTRAINT "Character_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deviceType" TEXT,
    "deviceToken" TEXT,
    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Session_token_key" ON "Session" ("token");
CREATE INDEX "Session_userId_idx" ON "Session" ("userId");
CREATE INDEX "Session_token_idx" ON "Session" ("token");
CREATE INDEX "Session_expiresAt_idx" ON "Session" ("expiresAt");
CREATE INDEX "Session_userId_expiresAt_idx" ON "Session" ("userId", "expiresAt");
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "Job" (
    "id" TEXT NOT NULL,
    "jobType" TEXT NOT NULL,
    "characterId" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "priority" INTEGER NOT NULL DEFAULT 0,
    "payload" JSONB,
    "result" JSONB,
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMP(3),
    "completedAt" TIMESTAMP(3),
    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Job_jobType_idx" ON "Job" ("jobType");
CREATE INDEX "Job_status_idx" ON "Job" ("status");
CREATE INDEX "Job_characterId_idx" ON "Job" ("characterId");
CREATE INDEX "Job_createdAt_idx" ON "Job" ("createdAt");
CREATE INDEX "Job_status_createdAt_idx" ON "Job" ("status", "createdAt");

CREATE TABLE "CachedData" (
    "id" TEXT NOT NULL,
    "cacheKey" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "CachedData_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "CachedData_cacheKey_key" ON "CachedData" ("cacheKey");
CREATE INDEX "CachedData_cacheKey_idx" ON "CachedData" ("cacheKey");
CREATE INDEX "CachedData_expiresAt_idx" ON "CachedData" ("expiresAt");

CREATE TABLE "UserSettings" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "theme" TEXT NOT NULL DEFAULT 'dark',
    "defaultCharacterId" INTEGER,
    "language" TEXT NOT NULL DEFAULT 'en',
    "notifySkillComplete" BOOLEAN NOT NULL DEFAULT true,
    "notifyMarketOrders" BOOLEAN NOT NULL DEFAULT true,
    "notifyIndustryJobs" BOOLEAN NOT NULL DEFAULT true,
    "notifyPIExtractors" BOOLEAN NOT NULL DEFAULT false,
    "notifyEveMail" BOOLEAN NOT NULL DEFAULT true,
    "shareActivityStats" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "UserSettings_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "UserSettings_userId_key" ON "UserSettings" ("userId");
CREATE INDEX "UserSettings_userId_idx" ON "UserSettings" ("userId");
ALTER TABLE "UserSettings" ADD CONSTRAINT "UserSettings_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "NotificationLog" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "characterId" INTEGER,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "data" JSONB,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "sentAt" TIMESTAMP(3),
    "readAt" TIMESTAMP(3),
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "NotificationLog_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "NotificationLog_userId_idx" ON "NotificationLog" ("userId");
CREATE INDEX "NotificationLog_characterId_idx" ON "NotificationLog" ("characterId");
CREATE INDEX "NotificationLog_status_idx" ON "NotificationLog" ("status");
CREATE INDEX "NotificationLog_type_idx" ON "NotificationLog" ("type");
CREATE INDEX "NotificationLog_createdAt_idx" ON "NotificationLog" ("createdAt");
CREATE INDEX "NotificationLog_userId_status_idx" ON "NotificationLog" ("userId", "status");
ALTER TABLE "NotificationLog" ADD CONSTRAINT "NotificationLog_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
