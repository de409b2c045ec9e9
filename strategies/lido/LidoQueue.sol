// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";
import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LidoRequests} from "strategies/lido/LidoRequests.sol";
import {LstMarket} from "strategies/market/LstMarket.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";

/// @title LidoQueue
/// @notice Redeems LST at par through Lido's withdrawal queue, and buys LST for the ether where it costs less than par.
///
/// ASSUMPTIONS
/// - The LST is wstETH: ether sent to it is staked at par. The Uniswap pool is a genuine one of wstETH and WETH.
/// - See `LidoRequests` for Lido's queue, bunker mode and pauses included.
///
/// ACCOUNTING
/// - LST = what lies here, ETH = WETH that lies here and what the open requests are worth (`ILidoRequests.pendingEth`), the same at every rate. LST and
///   WETH that strangers send count at once, as a gain, which the vault recognises slowly; requests that they send do not count.
///
/// ROUNDING
/// - Lido's: a request is worth up to two wei less than its LST. Slices are rounded down, bounds against the caller.
///
/// LOSSES
/// - A slash before a request is finalized, once it is reported. Rewards are forgone while a request waits: in LST a waiting request melts.
/// - A purchase costs at most the caller's bound or `maxSlippageBps` over the oracle's market rate, whichever is tighter.
/// - A leaver's purchase may cost all of his slice; he has his own bound at the vault. A waiting request can be neither divided nor sold: its slice stays
///   with the others, and who wants it paid redeems or queues at the vault instead. What is finalized is claimed on the way.
///
/// LIVENESS
/// - LST that lies here can always be withdrawn. What is requested takes days to weeks, and longer in bunker mode.
/// - A slice that holds WETH closes unless the issuer takes no ether and the pool has no LST for it.
///
/// WHO CAN DO WHAT
/// - The vault: everything. The Uniswap pool: its callback, which it calls on those alone who trade with it. Everybody else: nothing. There is no owner, no
///   upgrade, no sweep, and no approval that outlives an operation.
contract LidoQueue is LstMarket, ILidoQueue, IUniswapV3SwapCallback {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;

    /* CONSTANTS */

    /// @dev ETH per LST that no market comes near: a leaver's slice is bought at any price.
    uint256 private constant ANY_RATE_WAD = 1e36;

    ILidoRequests private immutable REQUESTS;

    /* INITIALIZE */

    /// @param vault_ The vault, whose asset is the LST.
    /// @param uniswapPool_ Pool of LST (token0) and WETH (token1).
    constructor(address vault_, address uniswapPool_, address weth_, uint16 maxSlippageBps_)
        StrategyBase(vault_)
        LstMarket(uniswapPool_, weth_, maxSlippageBps_)
    {
        REQUESTS = new LidoRequests(address(LST), weth_);
    }

    /* THE VAULT'S ENTRIES */

    /// @inheritdoc ILidoQueue
    function request(uint256 lst) external onlyVault {
        _request(lst);
    }

    /// @inheritdoc ILidoQueue
    function claim(uint256[] calldata ids, uint256[] calldata hints) external onlyVault {
        REQUESTS.claim(ids, hints);
    }

    /// @inheritdoc ILidoQueue
    function buyLst(uint256 eth, uint256 minLst) external onlyVault {
        _buyLst(eth, minLst);
    }

    /* CALLBACKS */

    /// @inheritdoc IUniswapV3SwapCallback
    function uniswapV3SwapCallback(int256, int256 amount1Delta, bytes calldata) external {
        require(msg.sender == address(UNISWAP), UnexpectedCallback(msg.sender));
        IERC20(WETH).safeTransfer(address(UNISWAP), amount1Delta.toUint256());
    }

    /* VIEWS */

    /// @inheritdoc IStrategy
    function exposure(uint256) external view returns (int256 lst, int256 eth) {
        lst = _lst().toInt256();
        eth = (REQUESTS.pendingEth() + _weth()).toInt256();
    }

    /// @inheritdoc IStrategy
    function withdrawable() external view returns (uint256) {
        return _lst();
    }

    /// @inheritdoc IStrategy
    /// @dev The queue has no id of its own: who shares it shares the issuer.
    function riskIds() external view returns (bytes32[] memory ids) {
        ids = new bytes32[](2);
        ids[0] = RiskIds.issuer(address(LST));
        ids[1] = RiskIds.pool(address(UNISWAP));
    }

    /// @inheritdoc IStrategy
    function kind() external pure returns (string memory) {
        return "lido-queue";
    }

    /// @inheritdoc ILidoQueue
    function requests() external view returns (address) {
        return address(REQUESTS);
    }

    /// @inheritdoc ILidoQueue
    function uniswapPool() external view returns (address) {
        return address(UNISWAP);
    }

    /// @inheritdoc ILidoQueue
    function weth() external view returns (address) {
        return address(WETH);
    }

    /// @inheritdoc ILidoQueue
    function maxSlippageBps() external view returns (uint16) {
        return MAX_SLIPPAGE_BPS;
    }

    /* OPERATIONS */

    /// @inheritdoc StrategyBase
    /// @dev It lies here until it is requested.
    function _put(uint256, bytes4) internal override {}

    /// @inheritdoc StrategyBase
    function _take(uint256 assets) internal override {
        uint256 available = _lst();
        require(assets <= available, LstInsufficient(assets, available));
        LST.safeTransfer(VAULT, assets);
    }

    /// @inheritdoc StrategyBase
    /// @dev Asks no oracle of ours.
    function _close(uint256 fractionWad) internal override {
        REQUESTS.claimFinalized();
        uint256 lst = Math.mulDiv(_lst(), fractionWad, WAD);
        uint256 eth = Math.mulDiv(_weth(), fractionWad, WAD);
        if (eth != 0) {
            (uint256 fromPool, uint256 fromIssuer) = _acquire(eth, STETH.getPooledEthByShares(WAD), ANY_RATE_WAD);
            lst += fromPool + fromIssuer;
        }
        if (lst != 0) LST.safeTransfer(VAULT, lst);
        emit Unwound(fractionWad, eth, lst, REQUESTS.pendingEth());
    }

    /// @inheritdoc StrategyBase
    function _operate(bytes4 selector, bytes calldata arguments) internal override {
        if (selector == ILidoQueue.request.selector) {
            _request(abi.decode(arguments, (uint256)));
        } else if (selector == ILidoQueue.claim.selector) {
            (uint256[] memory ids, uint256[] memory hints) = abi.decode(arguments, (uint256[], uint256[]));
            REQUESTS.claim(ids, hints);
        } else if (selector == ILidoQueue.buyLst.selector) {
            (uint256 eth, uint256 minLst) = abi.decode(arguments, (uint256, uint256));
            _buyLst(eth, minLst);
        } else {
            revert UnknownOperation(selector);
        }
    }

    function _request(uint256 lst) private {
        uint256 available = _lst();
        if (lst == type(uint256).max) lst = available;
        require(lst <= available, LstInsufficient(lst, available));
        LST.safeTransfer(address(REQUESTS), lst);
        REQUESTS.request(lst);
    }

    function _buyLst(uint256 eth, uint256 minLst) private {
        uint256 available = _weth();
        if (eth == type(uint256).max) eth = available;
        require(eth != 0, ZeroAmount());
        require(eth <= available, EthInsufficient(eth, available));
        (uint256 parWad, uint256 marketWad, bool fresh) = _rates();
        require(fresh, OracleNotFresh());
        minLst = Math.max(minLst, LstMarketMath.minLst(eth, marketWad, MAX_SLIPPAGE_BPS));
        uint256 worstWad = marketWad * (BPS + MAX_SLIPPAGE_BPS) / BPS;
        (uint256 fromPool, uint256 fromIssuer) = _acquire(eth, parWad, worstWad);
        uint256 bought = fromPool + fromIssuer;
        require(bought >= minLst, ReceivedTooLittle(bought, minLst));
        emit Bought(eth, fromPool, fromIssuer);
    }

    /* INTERNAL */

    function _lst() private view returns (uint256) {
        return LST.balanceOf(address(this));
    }

    function _weth() private view returns (uint256) {
        return WETH.balanceOf(address(this));
    }
}
