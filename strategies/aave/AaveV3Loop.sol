// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {ForeignCollateral} from "strategies/aave/ForeignCollateral.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {ReserveChecks} from "strategies/aave/ReserveChecks.sol";
import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";
import {IAaveFlashLoanReceiver} from "strategies/aave/interfaces/IAaveFlashLoanReceiver.sol";
import {IAaveAddressesProvider, IAaveOracle} from "strategies/aave/interfaces/IAaveOracle.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";
import {IStEth} from "strategies/lido/interfaces/IStEth.sol";
import {IWstEthMint} from "strategies/lido/interfaces/IWstEthMint.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";

/// @title AaveV3Loop
/// @notice wstETH collateral and WETH debt on Aave v3 in an e-mode category, levered up and down in one transaction each.
///
/// ASSUMPTIONS
/// - Aave's pool is version 3.6 or keeps its interface; the Uniswap pool is a genuine one of wstETH and WETH. Both are checked by hand before
///   the strategy is listed; the constructor checks only that the parts fit each other.
/// - The LST is wstETH: ether sent to it is staked at par, one wstETH for each stETH share.
/// - The vault's oracle bounds every execution. It is asked for at each operation, so that a replaced oracle is followed.
///
/// ACCOUNTING
/// - LST = balance of the supply token, ETH = minus the balance of the debt token, both to the wei as Aave reports them.
/// - No operation leaves LST, WETH or ether behind. What strangers send here is not counted: LST is supplied and WETH spent by the next
///   operation that supplies or buys. What strangers supply on our behalf counts at once, as a gain, which the vault recognises slowly.
///
/// ROUNDING
/// - As Aave's: a supply credits and a withdrawal leaves up to a wei less, a borrow owes up to a wei more. Bounds round against the caller.
///
/// LOSSES
/// - An operation loses at most the caller's bound or `maxSlippageBps` against the oracle's market rate, whichever is tighter.
/// - A liquidation by Aave costs its bonus (1 % in e-mode 1) on what is liquidated. The health floor is what must not be passed by our own
///   acts; it does not stop a price from moving further than the limits that it was computed from.
///
/// LIVENESS
/// - Levering down needs: Aave's reserves not paused, LST liquidity in its reserve, depth in the Uniswap pool within the bound. A frozen
///   reserve, a loan-to-value of zero, a changed e-mode, a stale oracle and WETH lent out to the last wei do not stop it.
/// - `withdrawable` is what `free(assets, "")` pays in this block. It is zero, and reverts nothing, where Aave or its oracle do not answer.
///
/// WHO CAN DO WHAT
/// - The vault: everything. Aave's pool, the Uniswap pool and WETH: their callbacks, while an operation of the vault runs. Nobody else:
///   anything. There is no owner, no upgrade, no sweep, and no approval that outlives an operation.
contract AaveV3Loop is IAaveV3Loop, IAaveFlashLoanReceiver, IUniswapV3SwapCallback {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;
    using ReserveConfig for uint256;

    /* TYPES */

    enum Operation {
        None,
        LeverUp,
        LeverDown
    }

    /* CONSTANTS */

    uint256 private constant VARIABLE_RATE = 2;
    uint256 private constant MAX_SHOCK_BPS = 2_000;
    uint256 private constant MAX_SLIPPAGE_CEILING_BPS = 200;
    /// @dev In March 2026 an error of 2.85 % in the lender's oracle liquidated every position under 1.0288.
    uint256 private constant MIN_HEALTH_FLOOR_WAD = 1.03e18;
    /// @dev Ends of Uniswap's price range, one inside.
    uint160 private constant MIN_SQRT_PRICE = 4295128740;

    address private immutable VAULT;
    IAavePool private immutable POOL;
    IAaveAddressesProvider private immutable PROVIDER;
    IAaveScaledToken private immutable A_TOKEN;
    IAaveScaledToken private immutable DEBT_TOKEN;
    IUniswapV3Pool private immutable UNISWAP;
    uint24 private immutable FEE_PIPS;
    IERC20 private immutable LST;
    IStEth private immutable STETH;
    IWETH9 private immutable WETH;
    uint16 private immutable LST_ID;
    uint16 private immutable WETH_ID;
    uint8 private immutable CATEGORY;
    uint16 private immutable ORACLE_ERROR_BPS;
    uint16 private immutable DEPEG_BPS;
    uint16 private immutable DEBT_GROWTH_BPS;
    uint16 private immutable MAX_SLIPPAGE_BPS;
    uint256 private immutable HEALTH_FLOOR_WAD;

    /* STORAGE */

    /// @dev What the vault is having done in this transaction; callbacks are taken in no other.
    Operation private transient _operation;

    /* INITIALIZE */

    /// @param vault_ The vault, whose asset is the LST.
    /// @param pool_ Aave's pool.
    /// @param uniswapPool_ Pool of LST (token0) and WETH (token1).
    /// @param eModeCategory_ A category with the LST as collateral and WETH as debt.
    constructor(
        address vault_,
        address pool_,
        address uniswapPool_,
        address weth_,
        uint8 eModeCategory_,
        Limits memory limits_
    ) {
        _requireCode("vault", vault_);
        _requireCode("pool", pool_);
        _requireCode("uniswapPool", uniswapPool_);
        _requireCode("weth", weth_);
        VAULT = vault_;
        POOL = IAavePool(pool_);
        UNISWAP = IUniswapV3Pool(uniswapPool_);
        WETH = IWETH9(weth_);
        CATEGORY = eModeCategory_;

        address lst = ILstVault(vault_).asset();
        LST = IERC20(lst);
        STETH = IStEth(IWstEthMint(payable(lst)).stETH());
        (address token0, address token1) = (UNISWAP.token0(), UNISWAP.token1());
        require(token0 == lst, ConfigMismatch("uniswapPool.token0", token0, lst));
        require(token1 == weth_, ConfigMismatch("uniswapPool.token1", token1, weth_));
        FEE_PIPS = UNISWAP.fee();

        PROVIDER = IAaveAddressesProvider(POOL.ADDRESSES_PROVIDER());
        IAavePool.ReserveData memory collateral = POOL.getReserveData(lst);
        IAavePool.ReserveData memory debt = POOL.getReserveData(weth_);
        _requireWithin("decimals of the LST's reserve", collateral.configuration.decimals(), 18, 18);
        _requireWithin("decimals of WETH's reserve", debt.configuration.decimals(), 18, 18);
        (A_TOKEN, LST_ID) = (IAaveScaledToken(collateral.aTokenAddress), collateral.id);
        (DEBT_TOKEN, WETH_ID) = (IAaveScaledToken(debt.variableDebtTokenAddress), debt.id);

        _requireWithin("oracleErrorBps", limits_.oracleErrorBps, 0, MAX_SHOCK_BPS);
        _requireWithin("depegBps", limits_.depegBps, 0, MAX_SHOCK_BPS);
        _requireWithin("debtGrowthBps", limits_.debtGrowthBps, 0, MAX_SHOCK_BPS);
        _requireWithin("maxSlippageBps", limits_.maxSlippageBps, 1, MAX_SLIPPAGE_CEILING_BPS);
        ORACLE_ERROR_BPS = limits_.oracleErrorBps;
        DEPEG_BPS = limits_.depegBps;
        DEBT_GROWTH_BPS = limits_.debtGrowthBps;
        MAX_SLIPPAGE_BPS = limits_.maxSlippageBps;
        uint256 floorWad =
            AaveV3LoopMath.healthFloorWad(limits_.oracleErrorBps, limits_.depegBps, limits_.debtGrowthBps);
        _requireWithin("health floor", floorWad, MIN_HEALTH_FLOOR_WAD, type(uint256).max);
        HEALTH_FLOOR_WAD = floorWad;

        POOL.setUserEMode(eModeCategory_);
        ReserveChecks.requireEMode(
            ReserveChecks.Market(POOL, lst, weth_, collateral.id, debt.id, eModeCategory_), address(this)
        );
    }

    /// @dev Ether comes only from unwrapping WETH.
    receive() external payable {
        require(msg.sender == address(WETH), UnexpectedCallback(msg.sender));
    }

    modifier onlyVault() {
        require(msg.sender == VAULT, OnlyVault(msg.sender, VAULT));
        _;
    }

    /* THE VAULT'S ENTRIES */

    /// @inheritdoc IStrategy
    function deploy(uint256 assets, bytes calldata data) external onlyVault {
        uint256 balance = LST.balanceOf(address(this));
        require(balance >= assets, LiquidityInsufficient(address(LST), assets, balance));
        // A lever-up supplies all LST that is here, together with what it buys: one supply instead of two.
        if (assets != 0 && _selector(data) != IAaveV3Loop.leverUp.selector) _supply();
        if (data.length != 0) _operate(data);
    }

    /// @inheritdoc IStrategy
    function free(uint256 assets, bytes calldata data) external onlyVault {
        if (data.length != 0) _operate(data);
        if (assets != 0) _withdraw(assets);
    }

    /// @inheritdoc IStrategy
    function manage(bytes calldata data) external onlyVault {
        _operate(data);
    }

    /// @inheritdoc IAaveV3Loop
    function leverUp(uint256 eth, uint256 minLst) external onlyVault {
        _leverUp(eth, minLst);
    }

    /// @inheritdoc IAaveV3Loop
    function leverDown(uint256 eth, uint256 maxLst) external onlyVault {
        _leverDown(eth, maxLst);
    }

    /* CALLBACKS */

    /// @inheritdoc IAaveFlashLoanReceiver
    function executeOperation(
        address[] calldata,
        uint256[] calldata amounts,
        uint256[] calldata,
        address initiator,
        bytes calldata params
    ) external returns (bool) {
        require(
            msg.sender == address(POOL) && initiator == address(this) && _operation == Operation.LeverUp,
            UnexpectedCallback(msg.sender)
        );
        _invest(amounts[0], params);
        return true;
    }

    /// @inheritdoc IUniswapV3SwapCallback
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external {
        Operation operation = _operation;
        require(msg.sender == address(UNISWAP) && operation != Operation.None, UnexpectedCallback(msg.sender));
        if (operation == Operation.LeverUp) {
            IERC20(WETH).safeTransfer(address(UNISWAP), amount1Delta.toUint256());
        } else {
            (uint256 eth, uint256 maxLst) = abi.decode(data, (uint256, uint256));
            _repay(amount0Delta.toUint256(), (-amount1Delta).toUint256(), eth, maxLst);
        }
    }

    /* VIEWS */

    /// @inheritdoc IStrategy
    function exposure(uint256) external view returns (int256 lst, int256 eth) {
        lst = A_TOKEN.balanceOf(address(this)).toInt256();
        eth = -DEBT_TOKEN.balanceOf(address(this)).toInt256();
    }

    /// @inheritdoc IStrategy
    function withdrawable() public view returns (uint256) {
        uint256 config = POOL.getConfiguration(address(LST));
        if (!config.active() || config.paused()) return 0;
        uint256 liquidity = POOL.getVirtualUnderlyingBalance(address(LST));
        uint256 debt = DEBT_TOKEN.balanceOf(address(this));
        if (debt == 0) return Math.min(liquidity, A_TOKEN.balanceOf(address(this)));
        if (ForeignCollateral.blocks(POOL, POOL.getUserConfiguration(address(this)), LST_ID, CATEGORY)) return 0;
        IAaveOracle oracle = IAaveOracle(PROVIDER.getPriceOracle());
        return Math.min(
            liquidity,
            AaveV3LoopMath.withdrawableAbove(
                HEALTH_FLOOR_WAD,
                A_TOKEN.scaledBalanceOf(address(this)),
                POOL.getReserveNormalizedIncome(address(LST)),
                _priceOrZero(oracle, address(LST)),
                debt,
                _priceOrZero(oracle, address(WETH)),
                ReserveChecks.liquidationThresholdBps(_market())
            )
        );
    }

    /// @inheritdoc IAaveV3Loop
    function healthFactorWad() external view returns (uint256) {
        return _healthFactor(A_TOKEN.balanceOf(address(this)), DEBT_TOKEN.balanceOf(address(this)));
    }

    /// @inheritdoc IAaveV3Loop
    function position() external view returns (uint256 collateral, uint256 debt) {
        return (A_TOKEN.balanceOf(address(this)), DEBT_TOKEN.balanceOf(address(this)));
    }

    /// @inheritdoc IAaveV3Loop
    function healthFloorWad() external view returns (uint256) {
        return HEALTH_FLOOR_WAD;
    }

    /// @inheritdoc IAaveV3Loop
    function limits() external view returns (Limits memory) {
        return Limits(ORACLE_ERROR_BPS, DEPEG_BPS, DEBT_GROWTH_BPS, MAX_SLIPPAGE_BPS);
    }

    /// @inheritdoc IStrategy
    function vault() external view returns (address) {
        return VAULT;
    }

    /// @inheritdoc IStrategy
    function asset() external view returns (address) {
        return address(LST);
    }

    /// @inheritdoc IStrategy
    function kind() external pure returns (string memory) {
        return "aave-v3-loop";
    }

    /// @inheritdoc IAaveV3Loop
    function pool() external view returns (address) {
        return address(POOL);
    }

    /// @inheritdoc IAaveV3Loop
    function uniswapPool() external view returns (address) {
        return address(UNISWAP);
    }

    /// @inheritdoc IAaveV3Loop
    function weth() external view returns (address) {
        return address(WETH);
    }

    /// @inheritdoc IAaveV3Loop
    function eModeCategory() external view returns (uint8) {
        return CATEGORY;
    }

    /* OPERATIONS */

    function _operate(bytes calldata data) private {
        bytes4 selector = _selector(data);
        if (selector == IAaveV3Loop.leverUp.selector) {
            (uint256 eth, uint256 minLst) = abi.decode(data[4:], (uint256, uint256));
            _leverUp(eth, minLst);
        } else if (selector == IAaveV3Loop.leverDown.selector) {
            (uint256 eth, uint256 maxLst) = abi.decode(data[4:], (uint256, uint256));
            _leverDown(eth, maxLst);
        } else {
            revert UnknownOperation(selector);
        }
    }

    function _selector(bytes calldata data) private pure returns (bytes4) {
        // Shorter data is padded with zeros, which is no selector of ours.
        // forge-lint: disable-next-line(unsafe-typecast)
        return bytes4(data);
    }

    function _leverUp(uint256 eth, uint256 minLst) private {
        require(eth != 0, ZeroAmount());
        (uint256 parWad, uint256 marketWad, bool fresh) = ILstVault(VAULT).oracle().rates();
        require(fresh, OracleNotFresh());
        minLst = Math.max(minLst, AaveV3LoopMath.minLst(eth, marketWad, MAX_SLIPPAGE_BPS));
        uint256 worstWad = marketWad * (AaveV3LoopMath.BPS + MAX_SLIPPAGE_BPS) / AaveV3LoopMath.BPS;

        _operation = Operation.LeverUp;
        try POOL.flashLoan(
            address(this),
            _array(address(WETH)),
            _array(eth),
            _array(VARIABLE_RATE),
            address(this),
            abi.encode(minLst, parWad, worstWad),
            0
        ) {}
        catch (bytes memory reason) {
            ReserveChecks.explainBorrow(_market(), eth);
            LowLevelCall.bubbleRevert(reason);
        }
        _operation = Operation.None;
    }

    function _leverDown(uint256 eth, uint256 maxLst) private {
        uint256 debt = DEBT_TOKEN.balanceOf(address(this));
        if (eth == type(uint256).max) eth = debt;
        require(eth != 0, ZeroAmount());
        require(eth <= debt, RepayExceedsDebt(eth, debt));
        (, uint256 marketWad,) = ILstVault(VAULT).oracle().rates();
        maxLst = Math.min(maxLst, AaveV3LoopMath.maxLst(eth, marketWad, MAX_SLIPPAGE_BPS));

        _operation = Operation.LeverDown;
        (int256 paid,) = UNISWAP.swap(address(this), true, -eth.toInt256(), MIN_SQRT_PRICE, abi.encode(eth, maxLst));
        _operation = Operation.None;

        uint256 health = _healthFactor(A_TOKEN.balanceOf(address(this)), DEBT_TOKEN.balanceOf(address(this)));
        emit LeveredDown(eth, paid.toUint256(), health);
    }

    /* INTERNAL */

    /// @dev In the flash loan: the WETH is here, its debt is opened when this returns.
    function _invest(uint256 eth, bytes calldata params) private {
        (uint256 minLst, uint256 parWad, uint256 worstWad) = abi.decode(params, (uint256, uint256, uint256));
        (uint256 fromPool, uint256 fromIssuer) = _acquire(WETH.balanceOf(address(this)), parWad, worstWad);
        require(fromPool + fromIssuer >= minLst, ReceivedTooLittle(fromPool + fromIssuer, minLst));
        _supply();

        uint256 userConfig = POOL.getUserConfiguration(address(this));
        // Aave switches on only what is supplied to an empty balance; a stranger's transfer of one wei makes it not empty.
        if (!userConfig.usesAsCollateral(LST_ID)) POOL.setUserUseReserveAsCollateral(address(LST), true);
        ForeignCollateral.shed(POOL, userConfig, LST_ID);

        emit LeveredUp(eth, fromPool, fromIssuer, _requireHealthAfterBorrow(eth));
    }

    /// @dev Buys LST for `eth`: in the pool up to the price at which the next LST costs par, then from the issuer at par, then, where the
    /// issuer does not take it all, in the pool again up to the worst price. So each wei is spent where the LST is cheapest.
    function _acquire(uint256 eth, uint256 parWad, uint256 worstWad)
        private
        returns (uint256 fromPool, uint256 fromIssuer)
    {
        uint256 left;
        (fromPool, left) = _buy(eth, parWad);
        if (left == 0) return (fromPool, 0);
        uint256 mintable = Math.min(left, STETH.getCurrentStakeLimit());
        if (mintable != 0) {
            fromIssuer = _mint(mintable);
            left -= mintable;
        }
        if (left == 0) return (fromPool, fromIssuer);
        uint256 bought;
        (bought, left) = _buy(left, worstWad);
        require(left == 0, PurchaseIncomplete(eth, left));
        fromPool += bought;
    }

    /// @dev Buys in the pool until the next LST would cost `rateWad`, fee included.
    function _buy(uint256 eth, uint256 rateWad) private returns (uint256 lst, uint256 left) {
        uint160 limit = AaveV3LoopMath.sqrtPriceAt(rateWad, FEE_PIPS);
        (uint160 sqrtPriceX96,,,,,,) = UNISWAP.slot0();
        if (sqrtPriceX96 >= limit) return (0, eth);
        (int256 amount0, int256 amount1) = UNISWAP.swap(address(this), false, eth.toInt256(), limit, "");
        return ((-amount0).toUint256(), eth - amount1.toUint256());
    }

    function _mint(uint256 eth) private returns (uint256 lst) {
        uint256 balanceBefore = LST.balanceOf(address(this));
        WETH.withdraw(eth);
        Address.sendValue(payable(address(LST)), eth);
        return LST.balanceOf(address(this)) - balanceBefore;
    }

    /// @dev In the flash swap: the WETH is here, the LST for it is owed to the Uniswap pool and goes there straight from Aave.
    function _repay(uint256 paid, uint256 received, uint256 eth, uint256 maxLst) private {
        require(received == eth, LiquidityInsufficient(address(WETH), eth, received));
        require(paid <= maxLst, PaidTooMuch(paid, maxLst));
        IERC20(WETH).forceApprove(address(POOL), eth);
        try POOL.repay(address(WETH), eth, VARIABLE_RATE, address(this)) {}
        catch (bytes memory reason) {
            ReserveChecks.explainRepay(POOL, address(WETH));
            LowLevelCall.bubbleRevert(reason);
        }
        ForeignCollateral.shed(POOL, POOL.getUserConfiguration(address(this)), LST_ID);
        try POOL.withdraw(address(LST), paid, address(UNISWAP)) {}
        catch (bytes memory reason) {
            ReserveChecks.explainWithdraw(POOL, address(LST), paid);
            LowLevelCall.bubbleRevert(reason);
        }
    }

    /// @dev Supplies the whole balance, so that LST which a stranger sent does not lie here.
    function _supply() private {
        uint256 balance = LST.balanceOf(address(this));
        LST.forceApprove(address(POOL), balance);
        try POOL.supply(address(LST), balance, address(this), 0) {}
        catch (bytes memory reason) {
            ReserveChecks.explainSupply(_market(), balance);
            LowLevelCall.bubbleRevert(reason);
        }
    }

    function _withdraw(uint256 assets) private {
        uint256 available = withdrawable();
        if (assets > available) {
            ReserveChecks.explainWithdraw(POOL, address(LST), assets);
            revert WithdrawExceedsAvailable(assets, available);
        }
        ForeignCollateral.shed(POOL, POOL.getUserConfiguration(address(this)), LST_ID);
        POOL.withdraw(address(LST), assets, VAULT);
    }

    /// @dev The debt is opened after this; it is foreseen to the wei, so that the floor is checked before Aave's own limits are.
    function _requireHealthAfterBorrow(uint256 eth) private view returns (uint256 health) {
        ReserveChecks.requireEMode(_market(), address(this));
        uint256 debt = AaveV3LoopMath.debtAfterBorrow(
            DEBT_TOKEN.scaledBalanceOf(address(this)), eth, POOL.getReserveNormalizedVariableDebt(address(WETH))
        );
        health = _healthFactor(A_TOKEN.balanceOf(address(this)), debt);
        require(health >= HEALTH_FLOOR_WAD, HealthBelowFloor(health, HEALTH_FLOOR_WAD));
    }

    function _healthFactor(uint256 collateral, uint256 debt) private view returns (uint256) {
        if (debt == 0) return type(uint256).max;
        IAaveOracle oracle = IAaveOracle(PROVIDER.getPriceOracle());
        return AaveV3LoopMath.healthFactorWad(
            collateral,
            oracle.getAssetPrice(address(LST)),
            debt,
            oracle.getAssetPrice(address(WETH)),
            ReserveChecks.liquidationThresholdBps(_market())
        );
    }

    function _priceOrZero(IAaveOracle oracle, address token) private view returns (uint256) {
        try oracle.getAssetPrice(token) returns (uint256 price) {
            return price;
        } catch {
            return 0;
        }
    }

    function _market() private view returns (ReserveChecks.Market memory) {
        return ReserveChecks.Market(POOL, address(LST), address(WETH), LST_ID, WETH_ID, CATEGORY);
    }

    function _array(address value) private pure returns (address[] memory values) {
        values = new address[](1);
        values[0] = value;
    }

    function _array(uint256 value) private pure returns (uint256[] memory values) {
        values = new uint256[](1);
        values[0] = value;
    }

    function _requireCode(string memory what, address account) private view {
        require(account.code.length != 0, NotAContract(what, account));
    }

    function _requireWithin(string memory what, uint256 value, uint256 min, uint256 max) private pure {
        require(value >= min && value <= max, LimitOutOfRange(what, value, min, max));
    }
}
