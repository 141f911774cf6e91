-- Registration of AI management
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

--: The migration is registered with these specs and this plan.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai-management',
        'is not registered with these specs and this plan'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.migration AS m
        WHERE m.name = 'ai-management'
            AND m.spec_hash = '70aa98cca9da00cc92786cc4752bd18c38cdf64b979c5e926ccc0ab617bfb7cd'
            AND m.plan_hash = '557b872983a5a16145084e89588c92b2882da17a927dfe0f1d08b18e614f3730'
    )
) AS found (object, problem);

--: Exactly the steps of the specs are registered, in their order.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(wanted.step, s.step),
        CASE
            WHEN s.step IS NULL THEN 'is not registered'
            WHEN wanted.step IS NULL THEN 'is registered, but no spec has it'
            ELSE 'is registered with other content or in another place'
        END
    FROM (
        VALUES
            (
                'contract.billing_data', 'planned', 43,
                '792da9417d892f716f8591172ca5dd4f27aeebce21eac43268158df2b70eaf38',
                'f460e3eb553e95e99bb901ecdd3a3d1ba9a8d5c3b537a05b33a749c803716baf'
            ),
            (
                'contract.cost_allocations', 'planned', 44,
                '6c481292e655b66c3cddc28b9bde60da21f42adb9ae4fddeb07363c65cf587f6',
                '835af56fab62493e546463a45a3b0501373580f9e48972901bcff82c40436e73'
            ),
            (
                'contract.usage_logs', 'planned', 45,
                'd45485997714cfe65e591b6b91edf8ed0f8e5683542fdeaaff27f7a5d508fae1',
                '679c6486df598c556b73011ba6cc669b9b48bcbc512514dbb8479415a63000ee'
            ),
            (
                'schemas.ai-management', 'expanded', 54,
                'ada3f25e975f700b575ebcf0767294f5ce0e5a170f3fa88568c3a62708f893a6',
                'c0bd8f4b64384e1576a94ea6be178659b5886b1788dd4c72667d4fe61e31b1f2'
            ),
            (
                'role.ai_management_app', 'expanded', 55,
                '1ef9f5087f7586d6eef1aadaa3e091fdc16437ef59cb75cb4a9631c7c243048d',
                '4e9cbf9936e8788c4abcb56dce17b0a1cddcf2217568ee1434d2c72f24a11d28'
            ),
            (
                'role.ai_management_reader', 'expanded', 56,
                '95639a206ad01795842e9c7a4a983e579f70f3b64e6700a6a796f82f313ebb50',
                '9f2a73212487c94752545a323d0d71711ab01b484b07db8258bb07e02a5c22d4'
            ),
            (
                'table.ai_features', 'expanded', 57,
                'aa30c2d6e9da1edce0e032aab1ec95c7c3c34f6a647e85254021670caf908f53',
                '04d2439b14402e44a1f42a743753bf581ff2fdb2d9eabda9791347b3c49c1747'
            ),
            (
                'table.ai_models', 'expanded', 58,
                '42f7c867bd29d9b3ef3ed61e21b9ca1445950da976e32c44f18cf6ccab048d4b',
                'bb07e8d7bb2ea941ad6a12abb84985710b7fa3ca7657d96eb8c66b1500dc31ff'
            ),
            (
                'table.ai_spending', 'expanded', 59,
                'a9ac003a2e2da753ca515a72dc27f87fe274cd9ba071b8d7f417741d9c5e8388',
                '2a8ce0d7d24307a37bc270b7f7cb09dba3d929bb7c16105b561f57c314ec2dea'
            ),
            (
                'table.ai_spending_allocations', 'expanded', 60,
                '076a1b007c9ca95bdf457c66ccd96468b4850aca6934035d7a3a2d0d7e63e346',
                'a3dac12e7ea8832db8daa3307d11dc08233729634bc70154bf9c30108f79ab6c'
            ),
            (
                'table.ai_usage_logs', 'expanded', 61,
                '511223de02e9c687624e22ed4674e4641696b6b2e1cd0660a2d7b04576272cb5',
                '3b44ce0ae2ecd9695bea20de5366af91731a961781ddf1cb9c5be7a22a61fc7d'
            ),
            (
                'partitions.ai_usage_logs', 'expanded', 62,
                '3a5f60a7c15e3ce101ca2a0d8e15a6eab0baee8bf639ba809ceef96e4763c9b1',
                '34634b473d6bba1b454047eb094d89a8fa5344a99d18462d12efd8c4d25843f7'
            ),
            (
                'mapping.billing_data', 'expanded', 63,
                'd88a88362bcf49256acadfc1e68906272b0d6820f9bcc9cd70c0b96f60eb01ac',
                'f9d01702ae82f290a07456286d17051298cc0c1516de3ea15056bfc4c7f2eea4'
            ),
            (
                'mapping.cost_allocations', 'expanded', 64,
                '003d6dec2c0520653b9b33745aaa6ff2cb5ed8aeed0fc5aec6ff9709d1ebedfd',
                '866c5f6006489ebdb159d2c06760ac56f0b413ba00fb90965533981ba5e99086'
            ),
            (
                'mapping.usage_logs', 'expanded', 65,
                'c1b63acdf03ced12f9a352193bddfd323d523b5b5cf6ad1d71e745220908cc35',
                '5f60c6d9c336cbbb3aa9fa9ecbb130b359df0b7db64010106f6d2b32e0841080'
            ),
            (
                'bring.billing_data', 'capturing', 66,
                'e7ef411d0b3613da44a85271fe0805e25f774f31512bf81a7405c67406461491',
                '7fb2ad839a058d6b16b0796bf6741007a275d51133200936881e6134889a3fc1'
            ),
            (
                'bring.cost_allocations', 'capturing', 67,
                '9575d73f93d2c57939d152366c8cc2aee4892ef7260674c826b2ab11c8a37dc9',
                'ea7f91cc2fa07612e21fd94835dc9dea9c123f37fde918613a71033f3660f839'
            ),
            (
                'bring.usage_logs', 'capturing', 68,
                'd6db38f4ed101c26ac20d5c2127faddd0bedc2628dfbd7b272a1ab0138d38fef',
                '412848c249554c411fff038a8eca16e852251986dea22a1651a24187e0996fcd'
            ),
            (
                'capture.billing_data', 'capturing', 69,
                '5263d59d52daf82c65205d9e147a051dbd37c49bb75a821b0a28fe1189ac8e56',
                'db3c5d369de7b23dc6bed93184a23035613228ca6433cf13b90e24eeea169a7e'
            ),
            (
                'capture.cost_allocations', 'capturing', 70,
                'c15f81c69de5580a77817680913a6ec32382d7afc61670d5e491dddb364a9e8d',
                '3ae40f1ff9153d066a914c472002a95e7f4af5fdec5b954d71d784643f9ad69c'
            ),
            (
                'capture.usage_logs', 'capturing', 71,
                '4c426d85126d0544865f1f7e30274b5b099b1434f8943f2e7f7af87ee5d9a8e7',
                'a23b1f9e6a8011dddae48a57c8ca0d1aeb5a700dfcd01b7fc7d45028d36a544f'
            ),
            (
                'copier.billing_data', 'copying', 72,
                'a8f2043c9b8eb579869db8c8f560a14bff14af24c2c84dba555dc88fc57c33da',
                '3d5706588a24426f18f784173d6c7681c9db23d510603b4df3b6f43ddd1f6f02'
            ),
            (
                'copier.cost_allocations', 'copying', 73,
                'aa91f6efc48399201bfcb6134a8a59646f5b664f2a438dfdb4ab303d8c05e662',
                '731a31fb3668b01455bdb03ec5153acf878de6be4451d68bef9367c34e5ea751'
            ),
            (
                'copier.usage_logs', 'copying', 74,
                '6ad579a62ea4dab6b7df11f8242aadcea578c8bb33f97122ce1fbd55dd817578',
                '0cdc475b5781b92d0906059c6bd64412b1a4d4f230d165f450225eb6d056de3a'
            ),
            (
                'backfill.billing_data', 'copying', 75,
                '9e8d833f2abe88f6e4cbe2d6abcb6ce7d08105e10c758cd1dad5b8567a3e931e',
                'f665c98f6501f1d6db7eb7ae90d407fc6301471b334701435d2df54991eb8165'
            ),
            (
                'backfill.cost_allocations', 'copying', 76,
                '8794a6579d762209153b3e8086e66b73b5835d5dcf27dfaf5892d3ac7fc455d2',
                '03d22a468c18f50c0ae7955b5a3ce4dde1d66376db66b99a363f8dd586d5a45b'
            ),
            (
                'backfill.usage_logs', 'copying', 77,
                '3478ecb2ae1eeff7f3da9aff1e6d99b3a6ddc514f552feb36b0ebcb7c19edc93',
                'e667e744ec5a7082539e5fbc39147b3f4755ea144849aa0fc7c27db082d5f656'
            ),
            (
                'index.idx_ai_usage_logs_feature_time_cost', 'copied', 78,
                'a7ac532d35d853f925fc3338577376b97a5b68a1af422676feb5ba980e608fb5',
                'df6900bfa3e0d71a8cfe878afee6ab80d6bd4410fae63a393d82275f2678573f'
            ),
            (
                'foreign_key.ai_spending_allocations_feature_id_fkey', 'copied', 79,
                '6a10c5b4bcc6a4676f46ec5228b201dbd4990786e289452de6cc776574c707b1',
                '1e307957f6c1714bbab20d999e1a515b710c7862aa587b5bc838a10deb5140c4'
            ),
            (
                'foreign_key.ai_spending_feature_id_fkey', 'copied', 80,
                '1a575cc8cbbc6af3a1b2e3abc34f6efa7870141806354e4803915eb54aff6be7',
                'cf93f1699545eea8932b15d98db8ee6a9ae641a32fac0d1e583767d101e4e1df'
            ),
            (
                'foreign_key.ai_spending_model_id_fkey', 'copied', 81,
                'bf918814bebd90a58db163b4c39e30f47b07ba8e8913bb32395f30bbbe1cddf7',
                '057c177777515f7995adf8963031dd00fbd6e292bf55162e3f6c72be11ed688f'
            ),
            (
                'foreign_key.ai_usage_logs_feature_id_fkey', 'copied', 82,
                '9eb95d2da6bc5e36bb4b47614ec0bda1e25f5836a6fbb64497b22769476cb6b8',
                'c77b3fab8fcec29d37762ba997215b1b16a4a0314770cf6a18f667b1cb2bee24'
            ),
            (
                'foreign_key.ai_usage_logs_model_id_fkey', 'copied', 83,
                '1d31f299bf86f00de94b560ad8ff7c6bb026af08d4f8fbd8c360c58374723e67',
                'e22f1ce8846723e3203b9cf46ca8f7b4808bbcb352db4b025a19757e8178e3ea'
            ),
            (
                'settle.billing_data', 'copied', 84,
                '9a9bf99f636b6f45fcd655e53bccf932a592b99c3abe6b257e55e0292ec954ff',
                'c16edb97bd02f4f3619f526fe854b718f8a3012c926ee6824acaf4199ea63cf4'
            ),
            (
                'settle.cost_allocations', 'copied', 85,
                '9001d84b557967b02dfdefcd58c7cd67db5c333f1ac496400143ce8513c164c1',
                '656720da83c5bb37532effd43d60e84a9839f85613b69ca6396cd4ef47fd5cfd'
            ),
            (
                'settle.usage_logs', 'copied', 86,
                '1baa07f0bc8127024284749d4c44862db33fa1704be02d7c108ff66d62fbe279',
                '52673c60d7196b011a6ca25d399c9d9ffa5141a59789abd6c990cedea777353d'
            ),
            (
                'validator.billing_data', 'verified', 87,
                'd3e77624cbe7117c39e17b1697e88124bcfea856f4de977fdf75d737742c99fa',
                '6669b56f93bf9b89840f494378b1d1576d0a32a77fa368403e265225b18ad7f9'
            ),
            (
                'validator.cost_allocations', 'verified', 88,
                'e4033b2bd907ac9d3e4f91e4a8dd2d23c7e5b30f2dfeba6b0fd04551c6addfa6',
                '4ee3cb8deae6078cf4c2379851df269246b3edb862c6b6633570bafd6e32b1cf'
            ),
            (
                'validator.usage_logs', 'verified', 89,
                'd864d4e8a17739168e1b21c4cb853d87d2f56428f1cebcc7e52959226de91066',
                '26cb206bc1079ad9782cdd14fb78b983d3c72ce5c02d7ff3fc467a35accf1b27'
            ),
            (
                'validation.billing_data', 'verified', 90,
                '0d75f0c7cdbc0369d3f0662317fbe6b0163463e91dcb9d120bbcc83326c0d1e2',
                '56bbbc9c3df305f86fa13a195f00cadc0acbc00706c3c5ec463c2492c75fea1e'
            ),
            (
                'validation.cost_allocations', 'verified', 91,
                '625dcd34496d7a1bf5b4791be92ea3868ecbe0e73aa2b204c193b2abecd05fc0',
                '85887d694c5b04921790668994d0246fd382f1f71bcb0fd4dad0c7aac7eb7c2e'
            ),
            (
                'validation.usage_logs', 'verified', 92,
                'b71e826029e9943d2fd52e79d12a51c1e2f60babf1e30e7989c51fdbe9272ea9',
                'd8a4a99a4853c5dd5574c4159f80a83289230c15a2364af0909405e3ef06f20e'
            )
    ) AS wanted (step, phase, position, sha_apply, sha_rollback)
    FULL JOIN (
        SELECT *
        FROM migration.step AS r
        WHERE r.migration = 'ai-management'
    ) AS s ON s.step = wanted.step
    WHERE (wanted.step, wanted.phase, wanted.position, wanted.sha_apply, wanted.sha_rollback)
        IS DISTINCT FROM (s.step, s.phase, s.position, s.sha256_apply, s.sha256_rollback)
) AS found (object, problem);
