// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IERC5143} from "contracts/interfaces/IERC5143.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IVaultValues} from "contracts/interfaces/IVaultValues.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {Checkpoint} from "contracts/vault/Checkpoint.sol";

/// @title LstVault
/// @notice An ERC-4626 vault over a liquid staking token, valued as a balance sheet of LST and ETH.
///
/// ASSUMPTIONS
/// - The asset is an ERC-20 of 18 decimals that neither rebases nor takes a fee on transfer nor calls its receiver (wstETH).
/// - The issuer's redemption rate is the truth at par; the oracle's header says what happens when it cannot be read.
/// - Listed strategies report what they own and owe truthfully. They are immutable and are listed behind a delay.
///
/// ACCOUNTING
/// - NAV(r) = idle + Σ lst + Σ eth / r. Idle is the vault's own count: tokens sent to it without a deposit change nothing.
/// - `totalAssets` is the par value recognised so far: it follows losses at once and gains no faster than `maxGainRateWad` a year.
/// - Entries pay the ask, max(NAV(par), NAV(market)); leaves receive the bid, min(recognised, NAV(par), NAV(market)). What a market takes off is never stored.
/// - Entries price the legs of the last sync and read no strategy; leaves read every strategy. Legs older than `maxStaleness` are read anew.
/// - Fees are shares, minted whenever value is recognised, and counted in every price before they are minted.
/// - An isolated strategy is carried at its last known legs; the guardian's haircut on it lowers the bid and nothing else.
///
/// ROUNDING
/// - Every rounding is for the vault: the ask up, the bid down, shares minted down, shares burnt up, fees down.
///
/// LOSSES
/// - A loss lowers the recognised value in the first transaction that reads it, for all shares alike.
/// - What a keeper's batches may lose is bounded by two budgets in par share price; docs/RISKS.md says what they do not cover.
///
/// LIVENESS
/// - `withdraw` and `redeem` pay from idle and from what strategies give back without loss; `max*` say exactly how much that is. `exit` unwinds
///   the leaver's slice of the rest at his cost. No role can pause any of them.
/// - No oracle state blocks a leave: while a price source is silent the bid uses the oracle's fallback discount. Entries are refused while a rate
///   that they would be priced at is not live. A strategy that does not answer blocks leaves until the guardian isolates it, which takes no delay.
///
/// WHO CAN DO WHAT
/// - Anyone: enter, leave, `sync`, `rescue`. Keeper: `rebalance`. Guardian, at once: lower caps, pause, isolate what does not answer, revoke a keeper. Curator,
///   delayed: list, raise, set. Upgrader, delayed: replace the code. Roles and delays live in the AccessManager that is this vault's authority.
/// @dev What is not ERC-4626 is in VaultOperations and VaultGovernance, which unknown calls are handed to; all run in this contract's storage.
/// @custom:oz-upgrades-unsafe-allow missing-initializer
contract LstVault is Checkpoint, ERC20PermitUpgradeable, UUPSUpgradeable, IERC4626, IERC5143, IVaultValues {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /* CONSTANTS */

    /// @notice Room for assets, far above any LST's supply, under which no arithmetic of the vault can overflow.
    uint256 internal constant MAX_ASSETS = type(uint104).max;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address private immutable OPERATIONS;

    /* INITIALIZE */

    /// @param operations The part that is asked next; the vault is initialised through it.
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address operations) {
        require(operations.code.length != 0, NotAContract("operations", operations));
        OPERATIONS = operations;
        _disableInitializers();
    }

    /* ENTRIES */

    /// @inheritdoc IERC4626
    function deposit(uint256 assets, address receiver) external nonReentrant returns (uint256) {
        return _deposit(assets, receiver);
    }

    /// @inheritdoc IERC5143
    function deposit(uint256 assets, address receiver, uint256 minShares)
        external
        nonReentrant
        returns (uint256 shares)
    {
        shares = _deposit(assets, receiver);
        require(shares >= minShares, ReceivedUnderMinimum(shares, minShares));
    }

    /// @inheritdoc IERC4626
    function mint(uint256 shares, address receiver) external nonReentrant returns (uint256) {
        return _mintShares(shares, receiver);
    }

    /// @inheritdoc IERC5143
    function mint(uint256 shares, address receiver, uint256 maxAssets) external nonReentrant returns (uint256 assets) {
        assets = _mintShares(shares, receiver);
        require(assets <= maxAssets, PaidOverMaximum(assets, maxAssets));
    }

    /* LEAVES */

    /// @inheritdoc IERC4626
    function withdraw(uint256 assets, address receiver, address owner) external nonReentrant returns (uint256) {
        return _withdraw(assets, receiver, owner);
    }

    /// @inheritdoc IERC5143
    function withdraw(uint256 assets, address receiver, address owner, uint256 maxShares)
        external
        nonReentrant
        returns (uint256 shares)
    {
        shares = _withdraw(assets, receiver, owner);
        require(shares <= maxShares, PaidOverMaximum(shares, maxShares));
    }

    /// @inheritdoc IERC4626
    function redeem(uint256 shares, address receiver, address owner) external nonReentrant returns (uint256) {
        return _redeem(shares, receiver, owner);
    }

    /// @inheritdoc IERC5143
    function redeem(uint256 shares, address receiver, address owner, uint256 minAssets)
        external
        nonReentrant
        returns (uint256 assets)
    {
        assets = _redeem(shares, receiver, owner);
        require(assets >= minAssets, ReceivedUnderMinimum(assets, minAssets));
    }

    /* ANYONE */

    /// @inheritdoc IVaultValues
    function sync() external nonReentrant {
        _syncAndCharge();
    }

    /* THE OTHER PARTS */

    /// @notice Whatever is no function of this contract: see IVaultOperations and IVaultGovernance.
    /// @custom:oz-upgrades-unsafe-allow-reachable delegatecall
    fallback(bytes calldata data) external returns (bytes memory) {
        return Address.functionDelegateCall(OPERATIONS, data);
    }

    /* ROLE-GATED */

    /// @dev Upgrades are the upgrader's, behind the manager's delay for this selector.
    function _authorizeUpgrade(address) internal override restricted {}

    /* VIEWS */

    /// @inheritdoc IERC4626
    function asset() external view returns (address) {
        return _accounting().asset;
    }

    /// @inheritdoc IVaultValues
    function idle() external view returns (uint256) {
        return _accounting().idle;
    }

    /// @inheritdoc IVaultValues
    function strategies() external view returns (address[] memory) {
        return _strategies();
    }

    /// @inheritdoc IVaultValues
    /// @dev Not guarded against re-entrancy: strategies read it in the middle of a batch.
    function oracle() external view returns (ILstOracle) {
        return _accounting().oracle;
    }

    /// @inheritdoc IVaultValues
    function valuation() external view nonReentrantView returns (Valuation memory v) {
        v = _sheet(Purpose.Leave).value;
        if (v.parWad == 0) (v.parWad, v.marketWad,) = _accounting().oracle.rates();
    }

    /// @inheritdoc IERC4626
    function totalAssets() external view nonReentrantView returns (uint256) {
        return _sheet(Purpose.Leave).value.accrued;
    }

    /// @inheritdoc IERC4626
    function convertToShares(uint256 assets) external view nonReentrantView returns (uint256) {
        Sheet memory s = _sheet(Purpose.Leave);
        return BalanceSheet.toShares(assets, s.supply, s.value.accrued, Math.Rounding.Floor);
    }

    /// @inheritdoc IERC4626
    function convertToAssets(uint256 shares) external view nonReentrantView returns (uint256) {
        Sheet memory s = _sheet(Purpose.Leave);
        return BalanceSheet.paidFor(shares, s.supply, s.value.accrued);
    }

    /// @inheritdoc IERC4626
    function previewDeposit(uint256 assets) external view nonReentrantView returns (uint256) {
        Sheet memory s = _entrySheet();
        return BalanceSheet.toShares(assets, s.supply, s.value.ask, Math.Rounding.Floor);
    }

    /// @inheritdoc IERC4626
    function previewMint(uint256 shares) external view nonReentrantView returns (uint256) {
        Sheet memory s = _entrySheet();
        return BalanceSheet.toAssets(shares, s.supply, s.value.ask, Math.Rounding.Ceil);
    }

    /// @inheritdoc IERC4626
    function previewWithdraw(uint256 assets) external view nonReentrantView returns (uint256) {
        Sheet memory s = _sheet(Purpose.Leave);
        return BalanceSheet.costOf(assets, s.supply, s.value.bid);
    }

    /// @inheritdoc IERC4626
    function previewRedeem(uint256 shares) external view nonReentrantView returns (uint256) {
        Sheet memory s = _sheet(Purpose.Leave);
        return BalanceSheet.paidFor(shares, s.supply, s.value.bid);
    }

    /// @inheritdoc IERC4626
    /// @dev Zero within a call of this vault, since nothing could be deposited there.
    function maxDeposit(address) external view returns (uint256) {
        return _reentrancyGuardEntered() ? 0 : _maxDeposit(_entrySheet());
    }

    /// @inheritdoc IERC4626
    function maxMint(address) external view returns (uint256) {
        return _reentrancyGuardEntered() ? 0 : _maxMint(_entrySheet());
    }

    /// @inheritdoc IERC4626
    function maxWithdraw(address owner) external view returns (uint256) {
        return _reentrancyGuardEntered() ? 0 : _maxWithdraw(_sheet(Purpose.Leave), owner);
    }

    /// @inheritdoc IERC4626
    function maxRedeem(address owner) external view returns (uint256) {
        return _reentrancyGuardEntered() ? 0 : _maxRedeem(_sheet(Purpose.Leave), owner);
    }

    /* INTERNAL: ENTRIES */

    function _deposit(uint256 assets, address receiver) private returns (uint256 shares) {
        Sheet memory s = _entrySheet();
        uint256 limit = _maxDeposit(s);
        require(assets <= limit, ERC4626ExceededMaxDeposit(receiver, assets, limit));
        shares = BalanceSheet.toShares(assets, s.supply, s.value.ask, Math.Rounding.Floor);
        _commit(s);
        _enter(receiver, assets, shares);
    }

    function _mintShares(uint256 shares, address receiver) private returns (uint256 assets) {
        Sheet memory s = _entrySheet();
        uint256 limit = _maxMint(s);
        require(shares <= limit, ERC4626ExceededMaxMint(receiver, shares, limit));
        assets = BalanceSheet.toAssets(shares, s.supply, s.value.ask, Math.Rounding.Ceil);
        _commit(s);
        _enter(receiver, assets, shares);
    }

    function _enter(address receiver, uint256 assets, uint256 shares) private {
        require(assets != 0 && shares != 0, AmountTooSmall());
        _book(assets.toInt256());
        _liftMark(assets, shares);
        _noteEntered(assets);
        IERC20(_accounting().asset).safeTransferFrom(msg.sender, address(this), assets);
        _mint(receiver, shares);
        emit Deposit(msg.sender, receiver, assets, shares);
    }

    /// @dev Entries are refused without the rates that price them, and where shares exist that are worth nothing.
    function _maxDeposit(Sheet memory s) private view returns (uint256) {
        if (!s.fresh || s.value.navPar == 0 || s.value.ask >= MAX_ASSETS) return 0;
        return _accounting().pauseFlags & PAUSE_DEPOSITS == 0 ? MAX_ASSETS - s.value.ask : 0;
    }

    function _maxMint(Sheet memory s) private view returns (uint256) {
        return BalanceSheet.toShares(_maxDeposit(s), s.supply, s.value.ask, Math.Rounding.Floor);
    }

    /* INTERNAL: LEAVES */

    function _withdraw(uint256 assets, address receiver, address owner) private returns (uint256 shares) {
        Sheet memory s = _sheet(Purpose.Leave);
        shares = BalanceSheet.costOf(assets, s.supply, s.value.bid);
        // What idle covers needs no strategy's word on what it could give back.
        if (assets > _accounting().idle || shares > balanceOf(owner)) {
            uint256 limit = _maxWithdraw(s, owner);
            require(assets <= limit, ERC4626ExceededMaxWithdraw(owner, assets, limit));
        }
        _commit(s);
        _leave(receiver, owner, assets, shares);
    }

    function _redeem(uint256 shares, address receiver, address owner) private returns (uint256 assets) {
        Sheet memory s = _sheet(Purpose.Leave);
        bool coveredByIdle = shares <= BalanceSheet.coveredBy(_accounting().idle, s.supply, s.value.bid);
        if (!coveredByIdle || shares > balanceOf(owner)) {
            uint256 limit = _maxRedeem(s, owner);
            require(shares <= limit, ERC4626ExceededMaxRedeem(owner, shares, limit));
        }
        assets = BalanceSheet.paidFor(shares, s.supply, s.value.bid);
        _commit(s);
        _leave(receiver, owner, assets, shares);
    }

    function _leave(address receiver, address owner, uint256 assets, uint256 shares) private {
        require(assets != 0 && shares != 0, AmountTooSmall());
        if (msg.sender != owner) _spendAllowance(owner, msg.sender, shares);
        _burn(owner, shares);
        _pullLossless(assets);
        require(assets <= _accounting().idle, IdleInsufficient(assets, _accounting().idle));
        _book(-assets.toInt256());
        IERC20(_accounting().asset).safeTransfer(receiver, assets);
        emit Withdraw(msg.sender, receiver, owner, assets, shares);
    }

    function _maxWithdraw(Sheet memory s, address owner) private view returns (uint256) {
        uint256 owned = BalanceSheet.paidFor(balanceOf(owner), s.supply, s.value.bid);
        return owned <= _accounting().idle ? owned : Math.min(owned, _liquidity());
    }

    /// @dev Shares that are worth less than a wei cannot be redeemed.
    function _maxRedeem(Sheet memory s, address owner) private view returns (uint256 shares) {
        shares = Math.min(balanceOf(owner), BalanceSheet.coveredBy(_liquidity(), s.supply, s.value.bid));
        if (BalanceSheet.paidFor(shares, s.supply, s.value.bid) == 0) return 0;
    }
}
