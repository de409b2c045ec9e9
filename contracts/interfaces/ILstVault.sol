// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";

/// @title ILstVault
/// @notice An ERC-4626 vault over a liquid staking token that is valued as a balance sheet of LST and ETH.
/// @dev Shares and assets are 18 decimals. ERC-4626 functions are documented by the standard; where the vault has to choose, the
/// implementation's header says what it chose.
interface ILstVault is IERC4626 {
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
    struct StrategyConfig {
        bool listed;
        uint128 capAssets;
    }

    /// @notice The valuation at one moment, LST wei and WAD.
    /// @param parWad ETH per LST at par.
    /// @param marketWad ETH per LST at market.
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
        uint16 maxBatchLossBps;
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
    /// @notice The strategy is not listed.
    error StrategyNotListed(address strategy);
    /// @notice The strategy is listed already.
    error StrategyAlreadyListed(address strategy);
    /// @notice The strategy serves another vault or another asset.
    error StrategyMismatch(address strategy, address itsVault, address itsAsset);
    /// @notice The strategy still holds more than dust; free it first.
    error StrategyNotEmpty(address strategy, int256 lst, int256 eth);
    /// @notice There is room for `limit` strategies.
    error TooManyStrategies(uint256 limit);
    /// @notice A batch would raise the strategy's allocation over its cap.
    error CapExceeded(address strategy, uint256 allocation, uint256 capAssets);
    /// @notice `raiseCap` needs a higher, `lowerCap` a lower value than the present one.
    error CapDirectionWrong(address strategy, uint256 current, uint256 requested);
    /// @notice A Deploy asks for more than the vault holds idle.
    error IdleInsufficient(uint256 requested, uint256 idle);
    /// @notice A Free did not deliver what it was asked for.
    error FreedTooLittle(address strategy, uint256 requested, uint256 received);
    /// @notice Manage moves no assets between vault and strategy.
    error ManageMovesNoAssets(uint256 assets);
    /// @notice The batch would lose more of the net asset value at par than one batch may.
    error BatchLossExceeded(uint256 navBefore, uint256 navAfter, uint256 maxLossBps);
    /// @notice The batch was made for another moment of this vault: it has run already, or another one came first.
    error BatchNonceWrong(uint256 nonce, uint256 expected);
    /// @notice The batch is past its deadline.
    error BatchExpired(uint256 deadline, uint256 timestamp);
    /// @notice Par cannot be read from the issuer, so that a batch's loss could not be measured.
    error ParNotFresh();
    /// @notice A batch without actions.
    error BatchEmpty();
    /// @notice The amount is zero, or so small that it rounds to zero shares or assets.
    error AmountTooSmall();
    /// @notice A setting lies outside its admissible range.
    error SettingOutOfRange(string setting, uint256 value, uint256 min, uint256 max);

    /* EVENTS */

    /// @notice The stored par value moved by something other than a deposit or withdrawal.
    event Accrued(uint256 accruedBefore, uint256 accruedAfter, uint256 navPar);
    /// @notice The stored sums were refreshed from every strategy.
    event Synced(int256 sumLst, int256 sumEth, uint256 navPar);
    /// @notice One action of a batch was carried out.
    event ActionExecuted(uint256 indexed nonce, address indexed strategy, ActionKind kind, uint256 assets, bytes data);
    /// @notice A batch was carried out.
    event Rebalanced(uint256 indexed nonce, bytes32 indexed decisionHash, uint256 navBefore, uint256 navAfter);
    /// @notice A withdrawal was served from a strategy.
    event Pulled(address indexed strategy, uint256 assets);
    event StrategyAdded(address indexed strategy, uint256 capAssets);
    event StrategyRemoved(address indexed strategy);
    event CapSet(address indexed strategy, uint256 capBefore, uint256 capAfter);
    event OracleSet(address indexed oracle);
    event MaxGainRateSet(uint256 maxGainRateWad);
    event MaxStalenessSet(uint256 maxStaleness);
    event MaxBatchLossSet(uint256 maxBatchLossBps);

    /* KEEPER */

    /// @notice Runs a batch of actions; the keeper's only entry. Role: keeper.
    /// @dev Reverts unless: the nonce and deadline fit; par is the issuer's word; each strategy is listed; each raised allocation stays under its cap; the net asset value
    /// at par after the batch is at least the one before less `maxBatchLossBps`.
    function rebalance(Action[] calldata actions, BatchTerms calldata terms) external;

    /// @notice Values every strategy live, stores the sums and accrues. Anyone may call.
    function sync() external;

    /* GOVERNANCE */

    /// @notice Lists a strategy at the end of the withdrawal order. Role: curator.
    function addStrategy(address strategy, uint128 capAssets) external;

    /// @notice Takes out what the strategy gives back without loss, and unlists it if no more than dust is left; that is written off. Role: curator.
    function removeStrategy(address strategy) external;

    /// @notice Raises a cap (LST wei at par). Role: curator, delayed.
    function raiseCap(address strategy, uint128 capAssets) external;

    /// @notice Lowers a cap. Role: guardian or curator, at once.
    function lowerCap(address strategy, uint128 capAssets) external;

    /// @notice Replaces the oracle. Role: curator, delayed.
    function setOracle(address oracle_) external;

    /// @notice Sets how fast gains are recognised, as a WAD fraction of the net asset value a year. Role: curator, delayed.
    function setMaxGainRate(uint64 maxGainRateWad_) external;

    /// @notice Sets for how many seconds entries may be priced at stored sums. Role: curator, delayed.
    function setMaxStaleness(uint32 maxStaleness_) external;

    /// @notice Sets the largest loss at par of one batch, in bps of the net asset value. Role: curator, delayed.
    function setMaxBatchLoss(uint16 maxBatchLossBps_) external;

    /* VIEWS */

    /// @notice The valuation with every strategy read live; what a leave in this transaction would use.
    function valuation() external view returns (Valuation memory);

    /// @notice LST that the vault holds itself, by its own count; tokens sent to it without a deposit are not in it.
    function idle() external view returns (uint256);

    /// @notice The sums of the last sync: LST and ETH legs of all strategies, and its time.
    function sums() external view returns (int256 sumLst, int256 sumEth, uint256 syncedAt);

    /// @notice The stored par value and when it was last moved.
    function accrual() external view returns (uint256 accrued, uint256 accruedAt);

    /// @notice The listed strategies in the order in which withdrawals pull from them.
    function strategies() external view returns (address[] memory);

    /// @notice What the vault allows a strategy.
    function strategyConfig(address strategy) external view returns (StrategyConfig memory);

    /// @notice The nonce that the next batch must carry.
    function rebalanceNonce() external view returns (uint64);

    function oracle() external view returns (ILstOracle);
    function maxGainRateWad() external view returns (uint64);
    function maxStaleness() external view returns (uint32);
    function maxBatchLossBps() external view returns (uint16);
}
