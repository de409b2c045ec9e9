// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {Allocation} from "contracts/vault/Allocation.sol";

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
/// - Entries pay the ask, max(NAV(par), NAV(market)); leaves receive the bid, min(recognised, NAV(par), NAV(market)). Market haircuts are never stored.
/// - Entries price the legs of the last sync and read no strategy; leaves read every strategy. Legs older than `maxStaleness` are read anew.
///
/// ROUNDING
/// - Every rounding is for the vault: the ask up, the bid down, shares minted down, shares burnt up.
///
/// LOSSES
/// - A loss lowers the recognised value in the first transaction that reads it, for all shares alike.
///
/// LIVENESS
/// - `withdraw` and `redeem` pay from idle and from what strategies give back without loss; `max*` say exactly how much that is.
/// - No oracle state blocks a leave: while a price source is silent the bid uses the oracle's fallback discount. Entries are refused meanwhile.
///
/// WHO CAN DO WHAT
/// - Anyone: enter, leave, `sync`. Keeper: `rebalance`. Curator: list, caps, oracle, limits. Guardian: lower caps. Admin: upgrade.
///   Roles and their delays live in the AccessManager that is this vault's authority.
contract LstVault is Allocation, ERC20PermitUpgradeable, UUPSUpgradeable {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /* CONSTANTS */

    /// @notice Holder of the seed shares that are never redeemed.
    address internal constant SEED_HOLDER = 0x000000000000000000000000000000000000dEaD;
    uint256 internal constant MIN_SEED = 1e15;
    /// @notice Room for assets, far above any LST's supply, under which no arithmetic of the vault can overflow.
    uint256 internal constant MAX_ASSETS = type(uint112).max;

    /* STORAGE */

    /// @custom:storage-location erc7201:ballast.storage.LstVault
    struct LstVaultStorage {
        address asset;
    }

    // keccak256(abi.encode(uint256(keccak256("ballast.storage.LstVault")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LST_VAULT_SLOT = 0x5a512c64d78cdb8ca1f771fafd337a892474bbfea81c3f9d40f8bd031a1e9300;

    function _lstVault() private pure returns (LstVaultStorage storage $) {
        assembly ("memory-safe") {
            $.slot := LST_VAULT_SLOT
        }
    }

    /* INITIALIZE */

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @notice Sets the vault up and burns the seed deposit, which `seedFrom` must have approved to this address.
    function initialize(InitParams calldata params) external initializer {
        __ERC20_init(params.name, params.symbol);
        __ERC20Permit_init(params.name);
        __AccessManaged_init(params.authority);
        _lstVault().asset = params.asset;
        _setOracle(params.oracle);
        _setMaxGainRate(params.maxGainRateWad);
        _setMaxStaleness(params.maxStaleness);
        _setMaxBatchLoss(params.maxBatchLossBps);

        require(
            params.seedAssets >= MIN_SEED && params.seedAssets <= MAX_ASSETS,
            SettingOutOfRange("seedAssets", params.seedAssets, MIN_SEED, MAX_ASSETS)
        );
        _commit(_sheet(true));
        _enter(params.seedFrom, SEED_HOLDER, params.seedAssets, params.seedAssets);
    }

    /* USER */

    /// @inheritdoc IERC4626
    function deposit(uint256 assets, address receiver) external nonReentrant returns (uint256 shares) {
        Sheet memory s = _entrySheet();
        uint256 limit = _maxDeposit(s);
        require(assets <= limit, ERC4626ExceededMaxDeposit(receiver, assets, limit));
        shares = BalanceSheet.toShares(assets, totalSupply(), s.value.ask, Math.Rounding.Floor);
        _commit(s);
        _enter(_msgSender(), receiver, assets, shares);
    }

    /// @inheritdoc IERC4626
    function mint(uint256 shares, address receiver) external nonReentrant returns (uint256 assets) {
        Sheet memory s = _entrySheet();
        uint256 limit = _maxMint(s);
        require(shares <= limit, ERC4626ExceededMaxMint(receiver, shares, limit));
        assets = BalanceSheet.toAssets(shares, totalSupply(), s.value.ask, Math.Rounding.Ceil);
        _commit(s);
        _enter(_msgSender(), receiver, assets, shares);
    }

    /// @inheritdoc IERC4626
    function withdraw(uint256 assets, address receiver, address owner) external nonReentrant returns (uint256 shares) {
        Sheet memory s = _sheet(true);
        uint256 limit = _maxWithdraw(s, owner);
        require(assets <= limit, ERC4626ExceededMaxWithdraw(owner, assets, limit));
        shares = BalanceSheet.toShares(assets, totalSupply(), s.value.bid, Math.Rounding.Ceil);
        _commit(s);
        _leave(receiver, owner, assets, shares);
    }

    /// @inheritdoc IERC4626
    function redeem(uint256 shares, address receiver, address owner) external nonReentrant returns (uint256 assets) {
        Sheet memory s = _sheet(true);
        uint256 limit = _maxRedeem(s, owner);
        require(shares <= limit, ERC4626ExceededMaxRedeem(owner, shares, limit));
        assets = BalanceSheet.toAssets(shares, totalSupply(), s.value.bid, Math.Rounding.Floor);
        _commit(s);
        _leave(receiver, owner, assets, shares);
    }

    /* ROLE-GATED */

    /// @inheritdoc ILstVault
    function setOracle(address oracle_) external restricted nonReentrant {
        _setOracle(oracle_);
        _commit(_sheet(true));
    }

    /// @inheritdoc ILstVault
    function setMaxGainRate(uint64 maxGainRateWad_) external restricted nonReentrant {
        // Time that has passed counts at the old rate.
        _commit(_sheet(true));
        _setMaxGainRate(maxGainRateWad_);
    }

    /// @inheritdoc ILstVault
    function setMaxStaleness(uint32 maxStaleness_) external restricted {
        _setMaxStaleness(maxStaleness_);
    }

    /// @dev Upgrades are the admin's, behind the manager's delay for this selector.
    function _authorizeUpgrade(address) internal override restricted {}

    /* VIEWS */

    /// @inheritdoc IERC4626
    function asset() public view override returns (address) {
        return _lstVault().asset;
    }

    /// @inheritdoc IERC4626
    function totalAssets() external view nonReentrantView returns (uint256) {
        return _sheet(true).value.accrued;
    }

    /// @inheritdoc ILstVault
    function valuation() external view nonReentrantView returns (Valuation memory v) {
        v = _sheet(true).value;
        if (v.parWad == 0) (v.parWad, v.marketWad,) = oracle().rates();
    }

    /// @inheritdoc IERC4626
    function convertToShares(uint256 assets) external view nonReentrantView returns (uint256) {
        return BalanceSheet.toShares(assets, totalSupply(), _sheet(true).value.accrued, Math.Rounding.Floor);
    }

    /// @inheritdoc IERC4626
    function convertToAssets(uint256 shares) external view nonReentrantView returns (uint256) {
        return BalanceSheet.toAssets(shares, totalSupply(), _sheet(true).value.accrued, Math.Rounding.Floor);
    }

    /// @inheritdoc IERC4626
    function previewDeposit(uint256 assets) external view nonReentrantView returns (uint256) {
        return BalanceSheet.toShares(assets, totalSupply(), _entrySheet().value.ask, Math.Rounding.Floor);
    }

    /// @inheritdoc IERC4626
    function previewMint(uint256 shares) external view nonReentrantView returns (uint256) {
        return BalanceSheet.toAssets(shares, totalSupply(), _entrySheet().value.ask, Math.Rounding.Ceil);
    }

    /// @inheritdoc IERC4626
    function previewWithdraw(uint256 assets) external view nonReentrantView returns (uint256) {
        return BalanceSheet.toShares(assets, totalSupply(), _sheet(true).value.bid, Math.Rounding.Ceil);
    }

    /// @inheritdoc IERC4626
    function previewRedeem(uint256 shares) external view nonReentrantView returns (uint256) {
        return BalanceSheet.toAssets(shares, totalSupply(), _sheet(true).value.bid, Math.Rounding.Floor);
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
        return _reentrancyGuardEntered() ? 0 : _maxWithdraw(_sheet(true), owner);
    }

    /// @inheritdoc IERC4626
    function maxRedeem(address owner) external view returns (uint256) {
        return _reentrancyGuardEntered() ? 0 : _maxRedeem(_sheet(true), owner);
    }

    /* INTERNAL */

    /// @dev Entries are refused without a live rate, and where shares exist that are worth nothing.
    function _maxDeposit(Sheet memory s) private pure returns (uint256) {
        if (!s.fresh || s.value.ask == 0 || s.value.ask >= MAX_ASSETS) return 0;
        return MAX_ASSETS - s.value.ask;
    }

    function _maxMint(Sheet memory s) private view returns (uint256) {
        return BalanceSheet.toShares(_maxDeposit(s), totalSupply(), s.value.ask, Math.Rounding.Floor);
    }

    function _maxWithdraw(Sheet memory s, address owner) private view returns (uint256) {
        uint256 owned = BalanceSheet.toAssets(balanceOf(owner), totalSupply(), s.value.bid, Math.Rounding.Floor);
        return Math.min(owned, _liquidity());
    }

    function _maxRedeem(Sheet memory s, address owner) private view returns (uint256) {
        uint256 payable_ = BalanceSheet.toShares(_liquidity(), totalSupply(), s.value.bid, Math.Rounding.Floor);
        return Math.min(balanceOf(owner), payable_);
    }

    function _enter(address from, address receiver, uint256 assets, uint256 shares) private {
        require(assets != 0 && shares != 0, AmountTooSmall());
        _book(assets.toInt256());
        IERC20(asset()).safeTransferFrom(from, address(this), assets);
        _mint(receiver, shares);
        emit Deposit(from, receiver, assets, shares);
    }

    function _leave(address receiver, address owner, uint256 assets, uint256 shares) private {
        require(assets != 0 && shares != 0, AmountTooSmall());
        if (_msgSender() != owner) _spendAllowance(owner, _msgSender(), shares);
        _burn(owner, shares);
        _pullLossless(assets);
        _book(-assets.toInt256());
        IERC20(asset()).safeTransfer(receiver, assets);
        emit Withdraw(_msgSender(), receiver, owner, assets, shares);
    }
}
