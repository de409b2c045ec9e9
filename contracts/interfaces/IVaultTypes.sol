// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title IVaultTypes
/// @notice What the vault's functions take, return, refuse and report. LST amounts in wei, prices in WAD or ray, losses as WAD fractions.
interface IVaultTypes {
    /* TYPES */

    /// @notice What the keeper does with a strategy. Deploy: idle LST goes in. Free: LST comes back. Manage: neither, the position is reshaped.
    enum ActionKind {
        Deploy,
        Free,
        Manage
    }

    /// @notice One step of a batch.
    /// @param kind Deploy, Free or Manage.
    /// @param strategy A listed strategy.
    /// @param assets LST in wei that moves between vault and strategy; zero for Manage.
    /// @param data Handed to the strategy: empty, or an ABI-encoded call of one of its operations.
    struct Action {
        ActionKind kind;
        address strategy;
        uint256 assets;
        bytes data;
    }

    /// @notice What makes a batch valid once and only for a while.
    /// @param nonce Must equal `rebalanceNonce()`, so that a duplicate (a twin keeper, a resent transaction) reverts.
    /// @param deadline Unix seconds; later than this the batch reverts.
    /// @param decisionHash Hash of the keeper's decision (snapshot, policy, memory), kept in the event for replay. Not interpreted.
    struct BatchTerms {
        uint64 nonce;
        uint64 deadline;
        bytes32 decisionHash;
    }

    /// @notice What the vault allows one strategy.
    /// @param listed Whether it is in `strategies()`.
    /// @param capAssets The most that a batch may raise its allocation (value at par, LST wei) to.
    /// @param riskMask One bit for each of its risk ids, numbered as in `riskCaps()`.
    struct StrategyConfig {
        bool listed;
        uint128 capAssets;
        uint64 riskMask;
    }

    /// @notice What the vault allows all strategies together that name one risk id.
    /// @param id As made by the library RiskIds.
    /// @param capAssets The most that a batch may raise the sum of their allocations to, LST wei at par. Zero until the curator raises it.
    /// @param capBps The same in bps of the net asset value at par, what entered in the same transaction left out.
    struct RiskCap {
        bytes32 id;
        uint128 capAssets;
        uint16 capBps;
    }

    /// @notice A token bucket of losses in par share price.
    /// @param capacityBps What it holds when full, bps of the share price.
    /// @param period Seconds in which it refills from empty, linearly.
    struct LossBudgetTerms {
        uint16 capacityBps;
        uint32 period;
    }

    /// @notice A strategy that the vault no longer asks or calls.
    /// @param active Whether it is isolated.
    /// @param lst LST leg and @param eth ETH leg at which it is carried.
    /// @param haircutBps Of its value at par, what the bid is lowered by. Neither the ask nor the recognised value is.
    struct Isolation {
        bool active;
        uint16 haircutBps;
        int112 lst;
        int112 eth;
    }

    /// @notice Fees, minted as shares whenever value is recognised.
    /// @param recipient Who gets the shares.
    /// @param performanceBps Of what the recognised share price rises over its high-water mark.
    /// @param managementBps Of the recognised value, a year.
    struct FeeTerms {
        address recipient;
        uint16 performanceBps;
        uint16 managementBps;
    }

    /// @notice The valuation at one moment, LST wei and WAD.
    /// @param parWad ETH per LST at par.
    /// @param marketWad ETH per LST at market, at most par.
    /// @param navPar Net asset value at par; zero where it would be negative.
    /// @param navMarket Net asset value at market; zero where it would be negative.
    /// @param accrued Par value recognised so far: follows losses at once and gains no faster than `maxGainRateWad`.
    /// @param ask The value that entries are priced at, rounded up.
    /// @param bid The value that leaves are priced at, rounded down.
    struct Valuation {
        uint256 parWad;
        uint256 marketWad;
        uint256 navPar;
        uint256 navMarket;
        uint256 accrued;
        uint256 ask;
        uint256 bid;
    }

    /// @notice Initial settings, see the setters for their meaning.
    struct InitParams {
        address asset;
        string name;
        string symbol;
        address authority;
        address oracle;
        uint64 maxGainRateWad;
        uint32 maxStaleness;
        uint32 maxKeeperSilence;
        LossBudgetTerms riskUp;
        LossBudgetTerms riskDown;
        FeeTerms fees;
        address seedFrom;
        uint256 seedAssets;
    }

    /* ERRORS */

    /// @notice More assets than `maxDeposit(receiver)`.
    error ERC4626ExceededMaxDeposit(address receiver, uint256 assets, uint256 max);
    /// @notice More shares than `maxMint(receiver)`.
    error ERC4626ExceededMaxMint(address receiver, uint256 shares, uint256 max);
    /// @notice More assets than `maxWithdraw(owner)`.
    error ERC4626ExceededMaxWithdraw(address owner, uint256 assets, uint256 max);
    /// @notice More shares than `maxRedeem(owner)`.
    error ERC4626ExceededMaxRedeem(address owner, uint256 shares, uint256 max);
    /// @notice Fewer shares or assets than the caller's minimum.
    error ReceivedUnderMinimum(uint256 received, uint256 minimum);
    /// @notice More shares or assets than the caller's maximum.
    error PaidOverMaximum(uint256 paid, uint256 maximum);
    /// @notice The amount is zero, or so small that it rounds to zero shares or assets.
    error AmountTooSmall();

    /// @notice The strategy is not listed.
    error StrategyNotListed(address strategy);
    /// @notice The strategy is listed already.
    error StrategyAlreadyListed(address strategy);
    /// @notice The strategy serves another vault or another asset.
    error StrategyMismatch(address strategy, address itsVault, address itsAsset);
    /// @notice The strategy still holds more than dust: free it first, or write it off.
    error StrategyNotEmpty(address strategy, int256 lst, int256 eth);
    /// @notice The strategy is isolated: nothing is sent to it, nothing is asked of it.
    error StrategyIsolated(address strategy);
    /// @notice The strategy says what it owns and owes; only one that does not may be isolated.
    error StrategyAnswers(address strategy);
    /// @notice The call came with too little gas to tell whether a strategy fails or merely starves.
    error GasInsufficient(uint256 left, uint256 needed);
    /// @notice The strategy is not isolated.
    error StrategyNotIsolated(address strategy);
    /// @notice There is room for `limit` strategies.
    error TooManyStrategies(uint256 limit);
    /// @notice There is room for `limit` risk ids.
    error TooManyRiskIds(uint256 count, uint256 limit);

    /// @notice A batch would raise the strategy's allocation over its cap.
    error CapExceeded(address strategy, uint256 allocation, uint256 capAssets);
    /// @notice A batch would raise what is exposed to a risk id over the absolute or the relative cap of that id, whichever is lower.
    error RiskCapExceeded(bytes32 id, uint256 allocation, uint256 cap);
    /// @notice `raiseCap` needs a higher, `lowerCap` a lower value than the present one.
    error CapDirectionWrong(address strategy, uint256 current, uint256 requested);
    /// @notice `raiseRiskCap` lowers neither, `lowerRiskCap` raises neither of the two caps, and each changes one at least.
    error RiskCapDirectionWrong(bytes32 id, uint256 capAssets, uint256 capBps);
    /// @notice The loss would overdraw the budget; `availableWad` is what is left of it now.
    error LossBudgetExceeded(bool riskUp, uint256 lossWad, int256 availableWad);
    /// @notice A Deploy, or a leave after a strategy has failed to pay what it promised, asks for more than the vault holds idle.
    error IdleInsufficient(uint256 requested, uint256 idle);
    /// @notice A Free did not deliver what it was asked for.
    error FreedTooLittle(address strategy, uint256 requested, uint256 received);
    /// @notice Manage moves no assets between vault and strategy.
    error ManageMovesNoAssets(uint256 assets);
    /// @notice The batch was made for another moment of this vault: it has run already, or another one came first.
    error BatchNonceWrong(uint256 nonce, uint256 expected);
    /// @notice The batch is past its deadline.
    error BatchExpired(uint256 deadline, uint256 timestamp);
    /// @notice A batch without actions.
    error BatchEmpty();
    /// @notice Par cannot be read from the issuer, so that a loss could not be measured.
    error ParNotFresh();
    /// @notice A price source is silent; a batch may only lower risk.
    error MarketNotFresh();
    /// @notice The guardian has paused what was asked for.
    error Paused(uint8 flags);
    /// @notice The guardian has revoked this keeper; the curator may reinstate it.
    error KeeperIsRevoked(address keeper);
    /// @notice A batch came through the access manager; the keeper sends it to the vault itself.
    error BatchForwarded(address manager);
    /// @notice The strategy is sound, or the keeper's turn is not over.
    error RescueNotDue(address strategy, uint256 keeperSilence, uint256 maxKeeperSilence);
    /// @notice A setting lies outside its admissible range.
    error SettingOutOfRange(string setting, uint256 value, uint256 min, uint256 max);
    /// @notice An address that must have code has none.
    error NotAContract(string what, address account);
    /// @notice An address that must not be zero is.
    error AddressZero(string what);

    /* EVENTS */

    /// @notice The recognised value moved by something other than a deposit or withdrawal.
    event Accrued(uint256 accruedBefore, uint256 accruedAfter, uint256 navPar);
    /// @notice Fees were minted. @param highWaterMarkRay The recognised share price that performance is measured from.
    event FeesMinted(address indexed recipient, uint256 shares, uint256 highWaterMarkRay);
    /// @notice The stored sums were refreshed from every strategy.
    event Synced(int256 sumLst, int256 sumEth, uint256 navPar);
    /// @notice The par share price fell since the last checkpoint, by slashing, a bad position or interest, and `riskUp` was charged for it.
    event LossFound(uint256 priceBeforeRay, uint256 priceAfterRay, uint256 lossWad, int256 riskUpAvailableWad);
    /// @notice A batch lost value at par, and a budget was charged for it.
    event LossCharged(uint256 indexed nonce, bool riskUp, uint256 lossWad, int256 availableWad);
    /// @notice The curator has taken note of a loss and filled `riskUp` again.
    event LossAcknowledged(int256 availableBeforeWad);
    /// @notice One action of a batch was carried out.
    event ActionExecuted(uint256 indexed nonce, address indexed strategy, ActionKind kind, uint256 assets, bytes data);
    /// @notice A batch was carried out.
    event Rebalanced(uint256 indexed nonce, bytes32 indexed decisionHash, uint256 navBefore, uint256 navAfter);
    /// @notice A withdrawal was served from a strategy.
    event Pulled(address indexed strategy, uint256 assets);
    /// @notice A leaver's slice of a strategy was unwound. @param assets LST that came of it.
    event Unwound(address indexed strategy, uint256 fractionWad, uint256 assets);
    /// @notice A leaver's slice of a strategy could not be unwound; it stays with the others.
    event UnwindFailed(address indexed strategy, uint256 fractionWad, bytes reason);
    /// @notice A strategy was deleveraged on a stranger's word.
    event Rescued(
        address indexed strategy,
        address indexed caller,
        address receiver,
        uint256 sold,
        uint256 bounty,
        uint256 navAfter
    );
    event StrategyAdded(address indexed strategy, uint256 capAssets, bytes32[] riskIds);
    event StrategyRemoved(address indexed strategy);
    /// @notice The vault carries the strategy at these legs from now on, and pays leavers less by the haircut.
    event StrategyIsolatedAt(address indexed strategy, int256 lst, int256 eth, uint256 haircutBps);
    event StrategyReadmitted(address indexed strategy);
    event CapSet(address indexed strategy, uint256 capBefore, uint256 capAfter);
    event RiskCapSet(bytes32 indexed id, uint256 capAssets, uint256 capBps);
    event LossBudgetsSet(LossBudgetTerms riskUp, LossBudgetTerms riskDown);
    event FeesSet(address indexed recipient, uint256 performanceBps, uint256 managementBps);
    event PausedSet(uint8 flags);
    event KeeperRevoked(address indexed keeper);
    event KeeperReinstated(address indexed keeper);
    event OracleSet(address indexed oracle);
    event MaxGainRateSet(uint256 maxGainRateWad);
    event MaxStalenessSet(uint256 maxStaleness);
    event MaxKeeperSilenceSet(uint256 maxKeeperSilence);
}
